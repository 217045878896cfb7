import { projectMembers, requireProject } from "../model/project.js";
import { users } from "../model/user.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  ProjectUserList: ({ project }, call) => {
    requireProject(call, project);
    const members = projectMembers(call.world).under(`${project}/`);
    return {
      group_users: [],
      invitations: [],
      users: members.map(({ user_id, member_type, create_time }) => {
        const user = users(call.world).get(user_id);
        return {
          auth: ["password"],
          billing_contact: false,
          create_time,
          member_type,
          real_name: user?.real_name ?? null,
          team_id: null,
          team_name: null,
          user_email: user?.user ?? "",
          user_id,
        };
      }),
    };
  },
};
