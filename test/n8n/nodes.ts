import type { INodeType } from "n8n-workflow";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenAccount } from "../../src/n8n/nodes/AivenAccount/AivenAccount.node.js";
import { AivenBilling } from "../../src/n8n/nodes/AivenBilling/AivenBilling.node.js";
import { AivenCloud } from "../../src/n8n/nodes/AivenCloud/AivenCloud.node.js";
import { AivenFlink } from "../../src/n8n/nodes/AivenFlink/AivenFlink.node.js";
import { AivenKafka } from "../../src/n8n/nodes/AivenKafka/AivenKafka.node.js";
import { AivenNetwork } from "../../src/n8n/nodes/AivenNetwork/AivenNetwork.node.js";
import { AivenOpenSearch } from "../../src/n8n/nodes/AivenOpenSearch/AivenOpenSearch.node.js";
import { AivenOrganization } from "../../src/n8n/nodes/AivenOrganization/AivenOrganization.node.js";
import { AivenSql } from "../../src/n8n/nodes/AivenSql/AivenSql.node.js";

export const NODES: readonly INodeType[] = [
  new Aiven(),
  new AivenAccount(),
  new AivenBilling(),
  new AivenCloud(),
  new AivenFlink(),
  new AivenKafka(),
  new AivenNetwork(),
  new AivenOpenSearch(),
  new AivenOrganization(),
  new AivenSql(),
];
