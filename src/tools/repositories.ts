import type { Output } from "../core/catalogue/index.js";
import { AivenError, InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { readPages } from "../core/paging.js";
import { items, requirePart } from "../core/parts.js";
import type { Door } from "./door.js";
import { read } from "./perform.js";
import { orError } from "./unread.js";

interface Source {
  readonly repository_url: string;
  readonly branch: string;
  readonly vcs_integration_id?: string;
  readonly remote_repository_id?: string;
}

interface Choice {
  readonly choose: Record<string, unknown>;
}

/**
 * Where an application comes from: a repository of a connected account, by name or address, else a public one by address. What
 * is not certain is to be chosen.
 */
export async function findSource(
  door: Door,
  project: string | undefined,
  repository = "",
  branch: string | undefined,
): Promise<Source | Choice> {
  const address = addressOf(repository);
  const search = (address ?? repository).split("/").at(-1);
  const listed = await orError(repositoriesOf(door, project, search));
  // Who has the address of a public repository needs no right to list those of the organization.
  if (listed instanceof AivenError && address === undefined) throw listed;
  const connected = listed instanceof AivenError ? [] : listed;
  const wanted = repository.toLowerCase();
  const found = connected.filter(({ full_name = "", name = "", source_url = "" }) =>
    address === undefined
      ? [full_name, name].some((known) => known.toLowerCase() === wanted)
      : addressOf(source_url)?.toLowerCase() === address.toLowerCase(),
  );
  const [only] = found;
  if (only && new Set(found.map(({ source_url }) => source_url)).size === 1) {
    const { source_url = "", default_branch_name, vcs_integration_id, remote_repository_id } = only;
    return {
      repository_url: toGit(source_url),
      branch: branch ?? default_branch_name ?? "main",
      ...(vcs_integration_id === undefined ? {} : { vcs_integration_id }),
      ...(remote_repository_id === undefined ? {} : { remote_repository_id }),
    };
  }
  if (address === undefined) return { choose: await chooseRepository(door, project, repository, found) };
  if (branch !== undefined) return { repository_url: toGit(address), branch };
  return {
    choose: { choose: "application.branch", note: "Which branch of the public repository? Call again with it." },
  };
}

/** The https address of a repository, without an end; undefined where a text is none. */
function addressOf(text: string): string | undefined {
  const [, host, path = ""] =
    /^(?:https?:\/\/|ssh:\/\/git@|git@)?([\w-]+(?:\.[\w-]+)+)[:/]([^\s?#]+)/.exec(text.trim()) ?? [];
  const plain = path.replace(/\/+$/, "").replace(/\.git$/, "");
  if (host === undefined || !plain.includes("/")) return undefined;
  if (/\/(tree|blob|commits?|pull)\//.test(plain)) {
    const message =
      "is the address of a page in a repository: give the repository's, and branch and build_path beside it";
    throw new InputError([{ field: "application.repository", message }]);
  }
  return `https://${host}/${plain}`;
}

function toGit(address: string): string {
  return address.endsWith(".git") ? address : `${address}.git`;
}

type Repository = Output<"ApplicationVcsIntegrationRepositoryList">["repositories"][number];

/** The repositories of all accounts that are connected to the project's organization. */
async function repositoriesOf(door: Door, project: string | undefined, search: string | undefined) {
  const answer = await read(door, "ProjectGet", { project });
  const { organization_id } = requirePart(answer.project, "project", "ProjectGet");
  const { vcs_integrations } = await read(door, "ApplicationVcsIntegrationList", { organization_id });
  const accounts = items(vcs_integrations).map(({ vcs_integration_id }) =>
    allPages(door, { organization_id, vcs_integration_id, ...(search ? { search } : {}) }),
  );
  return (await Promise.all(accounts)).flat();
}

/** Repositories read of one account; who has more has to name the repository. */
const MOST_READ = 1_000;

async function allPages(door: Door, of: Readonly<Record<string, unknown>>): Promise<readonly Repository[]> {
  const id = "ApplicationVcsIntegrationRepositoryList";
  const { answer } = await readPages(id, of, (page) => read(door, id, page), MOST_READ);
  return items((answer as Output<typeof id>).repositories);
}

const MAX_REPOSITORIES = 30;

async function chooseRepository(
  door: Door,
  project: string | undefined,
  repository: string,
  found: readonly { readonly full_name?: string }[],
): Promise<Record<string, unknown>> {
  const all = found.length > 0 ? found : await repositoriesOf(door, project, undefined);
  const names = all.flatMap(({ full_name }) => full_name ?? []);
  return {
    choose: "application.repository",
    note:
      names.length > 0
        ? "Call again with one of these, or with the https address of a public repository."
        : "No account is connected: ApplicationVcsIntegrationInitialize answers with the link where a person allows it. Or give the https address of a public repository.",
    nearest: nearest(repository, names),
    repositories: names.slice(0, MAX_REPOSITORIES),
  };
}
