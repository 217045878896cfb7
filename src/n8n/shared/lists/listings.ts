import type { Listings } from "./listing.js";
import { ORGANIZATION_LISTINGS } from "./organization-listings.js";
import { PRODUCT_LISTINGS } from "./product-listings.js";
import { SERVICE_LISTINGS } from "./service-listings.js";

/** The lists, by the name under which a node asks for them. */
export const LISTINGS: Listings = { ...SERVICE_LISTINGS, ...PRODUCT_LISTINGS, ...ORGANIZATION_LISTINGS };
