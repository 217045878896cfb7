const TOP = 790;
const LEFT = 50;
const LEADING = 14;
const LINES_PER_PAGE = 52;

/** A plain PDF of lines of text, as many pages as they need. */
export function toPdf(lines: readonly string[]): Uint8Array {
  const pages = Math.max(1, Math.ceil(lines.length / LINES_PER_PAGE));
  // Objects 1 to 3 are the catalogue, the list of pages and the font; each page is two more.
  const kids = Array.from({ length: pages }, (_, page) => `${4 + page * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
  ];
  for (let page = 0; page < pages; page++) {
    const content = contentOf(lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE));
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + page * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

function contentOf(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${literal(line)}) Tj T*`).join("\n");
  return `BT\n/F1 9 Tf\n${LEADING} TL\n${LEFT} ${TOP} Td\n${shown}\nET`;
}

/** Text within parentheses, each character a byte; what has no place in Latin 1 becomes a question mark. */
function literal(line: string): string {
  return line.replace(/[\\()]/g, "\\$&").replace(/[^\x20-\x7e\xa0-\xff]/g, "?");
}
