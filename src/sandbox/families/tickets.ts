import type { Output } from "../../core/catalogue/index.js";
import { conflict, found } from "../errors.js";
import { actorOf, record } from "../model/event.js";
import { requireOrganization } from "../model/organization.js";
import { requireProject } from "../model/project.js";
import { caller, userByEmail } from "../model/user.js";
import type { Table } from "../store.js";
import type { Handlers, World } from "../world.js";

type Ticket = Output<"ProjectTicketCreate">["ticket"];
/** Keyed `project/ticket_id`. */
type TicketRow = Ticket & { readonly project: string };

/** Support tickets, which the provider has moved elsewhere. */
export const handlers: Handlers = {
  ProjectTicketList: ({ project }, call) => {
    requireProject(call, project);
    return { tickets: tickets(call.world).under(`${project}/`).map(toTicket) };
  },

  ProjectTicketCreate: (input, call) => {
    const { project, title, description, severity, service_name } = input;
    const { account_id, organization_id } = requireProject(call, project);
    const { user_id, user, real_name } = caller(call);
    const ticket_id = call.world.id("t");
    const now = call.world.now();
    const row = tickets(call.world).put(`${project}/${ticket_id}`, {
      project,
      account_id,
      create_time: now,
      description,
      followers: [],
      following: true,
      organization_id,
      project_name: project,
      service_name: service_name ?? "",
      severity,
      state: "open",
      submitter: { real_name, user_email: user, user_id },
      ticket_id,
      title,
      update_time: now,
      user_email: user,
      user_real_name: real_name,
    });
    record(actorOf(call), project, "project_ticket_create", `Opened ticket ${ticket_id}`, service_name ?? "");
    return { ticket: toTicket(row) };
  },

  ProjectTicketInvite: ({ project, ticket_id, user_email }, call) => {
    requireProject(call, project);
    const key = `${project}/${ticket_id}`;
    const ticket = found(tickets(call.world).get(key), "Ticket does not exist");
    const user = found(userByEmail(call.world, user_email), "User does not exist", "user_not_found");
    if (ticket.followers.some(({ user_id }) => user_id === user.user_id))
      throw conflict("User already follows the ticket");
    const follower = { real_name: user.real_name, user_email: user.user, user_id: user.user_id };
    tickets(call.world).patch(key, { followers: [...ticket.followers, follower], update_time: call.world.now() });
    record(actorOf(call), project, "project_ticket_invite", `Invited ${user.user} to ticket ${ticket_id}`);
    return { message: "invited" };
  },

  OrganizationTicketList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return {
      tickets: tickets(call.world)
        .where((row) => row.organization_id === organization_id)
        .map(toTicket),
    };
  },
};

function tickets(world: World): Table<TicketRow> {
  return world.table<TicketRow>("tickets");
}

function toTicket({ project, service_name, ...ticket }: TicketRow) {
  return { ...ticket, project_name: project, service_name: service_name || null };
}
