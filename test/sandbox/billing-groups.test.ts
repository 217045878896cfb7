import { describe, expect, test } from "vitest";
import { openSandbox, type TestApi } from "./api.js";

async function home(api: TestApi) {
  const { project } = await api.ok("ProjectGet", { project: api.project });
  return { organization_id: String(project.organization_id), billing_group_id: project.billing_group_id };
}

describe("billing groups", () => {
  test("are made, changed and deleted, with a log", async () => {
    await using api = await openSandbox();
    const details = { billing_currency: "EUR", company: "Ltd", city: "Lund", country_code: "SE" } as const;
    const made = await api.ok("BillingGroupCreate", { billing_group_name: "New", ...details });
    expect(made.billing_group).toMatchObject({ ...details, country: "Sweden", estimated_balance_usd: "0.00" });
    const { billing_group_id } = made.billing_group;
    expect((await api.refused("BillingGroupCreate", { billing_group_name: "New" })).status).toBe(409);
    await api.ok("BillingGroupUpdate", { billing_group_id, billing_group_name: "Newer", vat_id: "SE1", city: "Ystad" });
    const { billing_group } = await api.ok("BillingGroupGet", { billing_group_id });
    expect(billing_group).toMatchObject({ billing_group_name: "Newer", vat_id: "SE1", city: "Ystad", company: "Ltd" });
    expect((await api.ok("BillingGroupList", {})).billing_groups).toHaveLength(2);
    const { events } = await api.ok("BillingGroupEventList", { billing_group_id });
    expect(events.map((event) => event.event_type)).toEqual(["billing_group_update", "billing_group_create"]);
    await api.ok("BillingGroupDelete", { billing_group_id });
    expect(await api.refused("BillingGroupGet", { billing_group_id })).toMatchObject({
      status: 404,
      code: "billing_group_not_found",
    });
    expect((await api.refused("BillingGroupDelete", { billing_group_id })).status).toBe(404);
  });

  test("take projects over, and are not deleted while they pay for any", async () => {
    await using api = await openSandbox();
    const { billing_group_id } = await home(api);
    expect(await api.refused("BillingGroupDelete", { billing_group_id })).toMatchObject({
      status: 409,
      message: expect.stringContaining(api.project),
    });
    const { billing_group } = await api.ok("BillingGroupCreate", { billing_group_name: "Other" });
    const other = billing_group.billing_group_id;
    const input = { billing_group_id: other, projects_names: [api.project] };
    await api.ok("BillingGroupProjectsAssign", input);
    const { projects } = await api.ok("BillingGroupProjectList", { billing_group_id: other });
    expect(projects.map((each) => each.project_name)).toEqual([api.project]);
    expect((await home(api)).billing_group_id).toBe(other);
    await api.ok("BillingGroupDelete", { billing_group_id });
    const nobody = { billing_group_id: other, project: "nobody" };
    expect((await api.refused("BillingGroupProjectAssign", nobody)).status).toBe(404);
  });

  test("are the same under their organization, with addresses and ways to pay by id", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const address = { name: "Ltd", address_lines: ["Street 1"], city: "Lund", country_code: "SE" };
    const { address_id } = await api.ok("OrganizationAddressCreate", { organization_id, ...address });
    const card = await api.ok("CreditCardCreate", { organization_id, stripe_payment_method_id: "pm_card_visa" });
    const payment_method = { payment_method_id: card.payment_method_id, payment_method_type: "credit_card" } as const;
    const input = {
      organization_id,
      billing_group_name: "New",
      billing_address_id: address_id,
      shipping_address_id: address_id,
      billing_emails: [{ email: "a@example.com" }],
      billing_contact_emails: [],
      payment_method,
    };
    const made = await api.ok("OrganizationBillingGroupCreate", input);
    expect(made).toMatchObject(input);
    const named = { organization_id, billing_group_id: made.billing_group_id };
    const { billing_group } = await api.ok("BillingGroupGet", { billing_group_id: made.billing_group_id });
    expect(billing_group).toMatchObject({ city: "Lund", company: "Ltd", payment_method: "card" });
    expect(billing_group.card_info).toMatchObject({ card_id: card.payment_method_id, last4: card.last4 });

    expect(await api.refused("OrganizationAddressDelete", { organization_id, address_id })).toMatchObject({
      status: 409,
      code: "address_in_use",
    });
    const cardNamed = { organization_id, payment_method_id: card.payment_method_id };
    expect((await api.refused("CreditCardDelete", cardNamed)).status).toBe(409);
    const unknown = { ...named, payment_method: { ...payment_method, payment_method_id: "none" } };
    expect(await api.refused("OrganizationBillingGroupUpdate", unknown)).toMatchObject({
      code: "credit_card_not_found",
    });

    await api.ok("OrganizationBillingGroupDelete", named);
    await api.ok("OrganizationAddressDelete", { organization_id, address_id });
    await api.ok("CreditCardDelete", cardNamed);
    expect((await api.ok("UserCreditCardsList", {})).cards).toEqual([]);
    expect(await api.refused("OrganizationAddressGet", { organization_id, address_id })).toMatchObject({
      status: 404,
      code: "address_not_found",
    });
  });

  test("are not those of strangers", async () => {
    await using api = await openSandbox();
    const foreign = await api.ok("UserOrganizationCreate", { organization_name: "Second", tier: "business" });
    const { organization_id } = foreign;
    const { billing_group_id } = await home(api);
    const wrong = await api.refused("OrganizationBillingGroupGet", { organization_id, billing_group_id });
    expect(wrong).toMatchObject({ status: 404, code: "billing_group_not_found" });
  });

  test("refuse a country that is none", async () => {
    await using api = await openSandbox();
    const { billing_group_id } = await home(api);
    expect((await api.refused("BillingGroupUpdate", { billing_group_id, country_code: "1" })).status).toBe(400);
  });
});

describe("cards", () => {
  test("are the organization's under every path", async () => {
    await using api = await openSandbox();
    const { organization_id } = await home(api);
    const { card } = await api.ok("UserCreditCardAdd", { stripe_token: "tok_visa" });
    const { card_id } = card;
    expect((await api.refused("UserCreditCardAdd", { stripe_token: "tok_visa" })).status).toBe(409);
    await api.ok("UserCreditCardUpdate", { card_id, exp_month: 2, exp_year: 2031, name: "Me" });
    expect((await api.refused("UserCreditCardUpdate", { card_id, exp_month: 13 })).status).toBe(400);
    const { credit_cards } = await api.ok("CreditCardList", { organization_id });
    expect(credit_cards).toEqual([expect.objectContaining({ payment_method_id: card_id, exp_month: 2, name: "Me" })]);
    const { payment_methods } = await api.ok("PaymentMethodsList", { organization_id });
    expect(payment_methods).toContainEqual({ payment_method_id: card_id, payment_method_type: "credit_card" });
    await api.ok("UserCreditCardDelete", { card_id });
    expect((await api.refused("UserCreditCardDelete", { card_id })).status).toBe(404);
  });
});

describe("credits", () => {
  test("are claimed once", async () => {
    await using api = await openSandbox();
    const { billing_group_id } = await home(api);
    await api.ok("ValidateCreditCode", { credit_code: "WELCOME-1" });
    const { credit } = await api.ok("BillingGroupCreditsClaim", { billing_group_id, code: "WELCOME-1" });
    expect(Number(credit.value)).toBeGreaterThan(0);
    expect((await api.ok("BillingGroupCreditsList", { billing_group_id })).credits).toEqual([credit]);
    expect((await api.ok("ProjectCreditsList", { project: api.project })).credits).toEqual([credit]);
    expect((await api.refused("BillingGroupCreditsClaim", { billing_group_id, code: "WELCOME-1" })).status).toBe(409);
    expect((await api.refused("ValidateCreditCode", { credit_code: "WELCOME-1" })).status).toBe(409);
    expect((await api.refused("ValidateCreditCode", { credit_code: "INVALID-1" })).status).toBe(404);
    expect((await api.refused("BillingGroupCreditsClaim", { billing_group_id, code: "a b" })).status).toBe(400);
  });
});
