/** What a US dollar is in the currencies that invoices can be in; near the rates of 2026, and fixed. */
export const CURRENCIES = {
  AUD: 1.51,
  CAD: 1.37,
  CHF: 0.8,
  DKK: 6.4,
  EUR: 0.86,
  GBP: 0.75,
  JPY: 150,
  NOK: 10.1,
  NZD: 1.7,
  SEK: 9.5,
  SGD: 1.29,
  USD: 1,
} as const;

export type Currency = keyof typeof CURRENCIES;

/** Value-added tax by country of the payer: the provider is Finnish, and exports are free of it. */
export function vatRate(country_code: string): number {
  return country_code.toUpperCase() === "FI" ? 0.255 : 0;
}
