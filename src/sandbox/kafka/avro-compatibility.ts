import type { Avro, AvroField, AvroRecord } from "./avro.js";

/** Types of numbers and text that a reader takes although the writer wrote another one (Avro specification). */
const PROMOTIONS: Readonly<Record<string, readonly string[]>> = {
  long: ["int"],
  float: ["int", "long"],
  double: ["int", "long", "float"],
  bytes: ["string"],
  string: ["bytes"],
};

/**
 * Why data written with one schema cannot be read with another, in the words of the registry; empty when it can. The rules
 * are those of Avro's schema resolution.
 */
export function avroIncompatibilities(reader: Avro, writer: Avro): readonly string[] {
  return new Check().compare(reader, writer);
}

class Check {
  /** What is known of pairs: one that is still being compared counts as compatible, as a schema may contain itself. */
  readonly #known = new Map<Avro, Map<Avro, readonly string[]>>();

  compare(reader: Avro, writer: Avro): readonly string[] {
    const writers = this.#known.get(reader) ?? new Map<Avro, readonly string[]>();
    this.#known.set(reader, writers);
    const known = writers.get(writer);
    if (known) return known;
    writers.set(writer, []);
    const problems = this.#problems(reader, writer);
    writers.set(writer, problems);
    return problems;
  }

  #problems(reader: Avro, writer: Avro): readonly string[] {
    if (writer.type === "union") return this.#fromUnion(reader, writer.branches);
    if (reader.type === "union") {
      const fits = reader.branches.some((branch) => this.compare(branch, writer).length === 0);
      return fits ? [] : [`reader union lacking writer type: ${writer.type.toUpperCase()}`];
    }
    if (reader.type === "array" && writer.type === "array") return this.compare(reader.items, writer.items);
    if (reader.type === "map" && writer.type === "map") return this.compare(reader.values, writer.values);
    if (reader.type === "fixed" && writer.type === "fixed") {
      const wrong = reader.size === writer.size ? [] : [`expected: ${writer.size}, found: ${reader.size}`];
      return [...names(reader, writer), ...wrong];
    }
    if (reader.type === "enum" && writer.type === "enum") {
      const missing = writer.symbols.filter((symbol) => !reader.symbols.includes(symbol));
      const wrong = missing.length === 0 || reader.hasDefault ? [] : [missing.join(", ")];
      return [...names(reader, writer), ...wrong];
    }
    if (reader.type === "record" && writer.type === "record") {
      return [...names(reader, writer), ...this.#fields(reader, writer)];
    }
    if (reader.type === writer.type || PROMOTIONS[reader.type]?.includes(writer.type)) return [];
    return [`reader type: ${reader.type.toUpperCase()} not compatible with writer type: ${writer.type.toUpperCase()}`];
  }

  /** Whatever the writer may have written has to be readable. */
  #fromUnion(reader: Avro, branches: readonly Avro[]): string[] {
    return branches.flatMap((branch) => this.compare(reader, branch));
  }

  #fields(reader: AvroRecord, writer: AvroRecord): string[] {
    return reader.fields.flatMap((field) => {
      const written = writer.fields.find(({ name }) => isCalled(field, name));
      if (written) return this.compare(field.type, written.type);
      return field.hasDefault ? [] : [field.name];
    });
  }
}

/** Named types match by their last name or an alias. */
function names(
  reader: { readonly name: string; readonly aliases: readonly string[] },
  writer: { readonly name: string },
): string[] {
  const matches = last(reader.name) === last(writer.name) || reader.aliases.includes(writer.name);
  return matches ? [] : [`expected: ${writer.name}`];
}

function last(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function isCalled({ name, aliases }: AvroField, written: string): boolean {
  return name === written || aliases.includes(written);
}
