const TOOL = "calls a tool of the suite's own by its name";
const PROMPT = "gets a prompt of the suite's own by its name";
const RESOURCE = "reads a resource of the suite's own by its URI";

/** Scenarios that a server without the suite's own tools cannot pass, and why. The fixture shows that our transport can. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  "logging-set-level":
    "wants logging to the client; ours logs to stderr, and the protocol has dropped it in 2026-07-28",
  "tools-call-image": TOOL,
  "tools-call-audio": TOOL,
  "tools-call-embedded-resource": TOOL,
  "tools-call-mixed-content": TOOL,
  "tools-call-with-logging": TOOL,
  "tools-call-with-progress": TOOL,
  "tools-call-sampling": TOOL,
  "tools-call-elicitation": TOOL,
  "elicitation-sep1034-defaults": TOOL,
  "elicitation-sep1330-enums": TOOL,
  "server-stateless": "of its checks, those that call tools of the suite's own",
  "resources-read-text": RESOURCE,
  "resources-read-binary": RESOURCE,
  "resources-templates-read": RESOURCE,
  "resources-subscribe": RESOURCE,
  "resources-unsubscribe": RESOURCE,
  "prompts-get-simple": PROMPT,
  "prompts-get-with-args": PROMPT,
  "prompts-get-embedded-resource": PROMPT,
  "prompts-get-with-image": PROMPT,
  "input-required-result-basic-elicitation": TOOL,
  "input-required-result-basic-sampling": TOOL,
  "input-required-result-basic-list-roots": TOOL,
  "input-required-result-request-state": TOOL,
  "input-required-result-multiple-input-requests": TOOL,
  "input-required-result-multi-round": TOOL,
  "input-required-result-non-tool-request": PROMPT,
  "input-required-result-result-type": TOOL,
  "input-required-result-tampered-state": TOOL,
  "input-required-result-capability-check": TOOL,
};
