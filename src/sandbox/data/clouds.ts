/** A provider of clouds: its name in the API and in its clouds' descriptions. */
interface Provider {
  readonly provider: string;
  readonly provider_description: string;
  /** What its regions' names begin with in the API. */
  readonly prefix: string;
  /** What an hour costs compared with Google Cloud (source: price of pg startup-4, June 2026; the rest is invented). */
  readonly priceFactor: number;
}

/** A region of a provider, as `GET /v1/clouds` describes it. */
export interface Cloud extends Provider {
  readonly cloud_name: string;
  readonly cloud_description: string;
  readonly geo_region: string;
  /** Degrees. */
  readonly geo_latitude: number;
  readonly geo_longitude: number;
}

/** Region name without the provider's prefix, where it is, the region's city, latitude, longitude. */
type Region = readonly [name: string, geo: string, country: string, city: string, latitude: number, longitude: number];

const AWS: Provider = {
  provider: "aws",
  provider_description: "Amazon Web Services",
  prefix: "aws-",
  priceFactor: 1.05,
};
const GOOGLE: Provider = {
  provider: "google",
  provider_description: "Google Cloud",
  prefix: "google-",
  priceFactor: 1,
};
const AZURE: Provider = { provider: "azure", provider_description: "Azure", prefix: "azure-", priceFactor: 1.1 };
const DO: Provider = { provider: "do", provider_description: "DigitalOcean", prefix: "do-", priceFactor: 0.8 };
const UPCLOUD: Provider = {
  provider: "upcloud",
  provider_description: "UpCloud",
  prefix: "upcloud-",
  priceFactor: 0.76,
};
// The provider lists Oracle's regions without a prefix of their own.
const OCI: Provider = {
  provider: "oci",
  provider_description: "Oracle Cloud Infrastructure",
  prefix: "",
  priceFactor: 0.95,
};

const REGIONS: readonly (readonly [Provider, readonly Region[]])[] = [
  [
    AWS,
    [
      ["af-south-1", "africa", "Africa, South Africa", "Cape Town", -33.92, 18.42],
      ["ap-east-1", "asia-pacific", "Asia, Hong Kong", "Hong Kong", 22.27, 114.16],
      ["ap-northeast-1", "asia-pacific", "Asia, Japan", "Tokyo", 35.41, 139.42],
      ["ap-northeast-2", "asia-pacific", "Asia, Korea", "Seoul", 37.56, 126.98],
      ["ap-south-1", "asia-pacific", "Asia, India", "Mumbai", 19.08, 72.88],
      ["ap-southeast-1", "asia-pacific", "Asia, Singapore", "Singapore", 1.37, 103.8],
      ["ap-southeast-2", "australia", "Australia, New South Wales", "Sydney", -33.86, 151.2],
      ["ca-central-1", "north america", "Canada, Quebec", "Canada Central", 45.5, -73.6],
      ["eu-central-1", "europe", "Europe, Germany", "Frankfurt", 50.12, 8.68],
      ["eu-north-1", "europe", "Europe, Sweden", "Stockholm", 59.33, 18.06],
      ["eu-west-1", "europe", "Europe, Ireland", "Ireland", 53.33, -6.25],
      ["eu-west-2", "europe", "Europe, England", "London", 51.5, -0.13],
      ["eu-west-3", "europe", "Europe, France", "Paris", 48.85, 2.35],
      ["me-south-1", "middle east", "Middle East, Bahrain", "Bahrain", 26.07, 50.55],
      ["sa-east-1", "south america", "South America, Brazil", "São Paulo", -23.34, -46.38],
      ["us-east-1", "north america", "United States, Virginia", "N. Virginia", 38.13, -78.45],
      ["us-east-2", "north america", "United States, Ohio", "Ohio", 39.96, -83],
      ["us-west-1", "north america", "United States, California", "N. California", 37.35, -121.96],
      ["us-west-2", "north america", "United States, Oregon", "Oregon", 45.52, -122.68],
    ],
  ],
  [
    AZURE,
    [
      ["south-africa-north", "africa", "Africa, South Africa", "South Africa North", -26.198, 28.03],
      ["australiaeast", "australia", "Australia, New South Wales", "Australia East", -33.86, 151.21],
      ["brazilsouth", "south america", "South America, Brazil", "Brazil South", -23.55, -46.63],
      ["canadacentral", "north america", "Canada, Ontario", "Canada Central", 43.65, -79.38],
      ["eastus", "north america", "United States, Virginia", "East US", 37.37, -79.82],
      ["france-central", "europe", "Europe, France", "France Central", 46.38, 2.37],
      ["germany-westcentral", "europe", "Europe, Germany", "Germany West Central", 50.11, 8.68],
      ["japaneast", "asia-pacific", "Asia, Japan", "Japan East", 35.68, 139.77],
      ["northeurope", "europe", "Europe, Ireland", "North Europe", 53.35, -6.26],
      ["southeastasia", "asia-pacific", "Asia, Singapore", "Southeast Asia", 1.28, 103.83],
      ["uksouth", "europe", "Europe, England", "UK South", 50.94, -0.8],
      ["westeurope", "europe", "Europe, Netherlands", "West Europe", 52.37, 4.9],
      ["westus2", "north america", "United States, Washington", "West US 2", 47.23, -119.85],
    ],
  ],
  [
    DO,
    [
      ["ams", "europe", "Europe, Netherlands", "Amsterdam", 52.37, 4.9],
      ["blr", "asia-pacific", "Asia, India", "Bangalore", 12.97, 77.59],
      ["fra", "europe", "Europe, Germany", "Frankfurt", 50.11, 8.68],
      ["lon", "europe", "Europe, England", "London", 51.51, -0.13],
      ["nyc", "north america", "United States, New York", "New York", 40.71, -74.01],
      ["sfo", "north america", "United States, California", "San Francisco", 37.77, -122.42],
      ["sgp", "asia-pacific", "Asia, Singapore", "Singapore", 1.35, 103.82],
      ["syd", "australia", "Australia, New South Wales", "Sydney", -33.87, 151.21],
      ["tor", "north america", "Canada, Ontario", "Toronto", 43.65, -79.38],
    ],
  ],
  [
    GOOGLE,
    [
      ["africa-south1", "africa", "Africa, South Africa", "Johannesburg", -26.2, 28.05],
      ["asia-east1", "asia-pacific", "Asia, Taiwan", "Taiwan", 24.05, 120.52],
      ["asia-northeast1", "asia-pacific", "Asia, Japan", "Tokyo", 35.69, 139.69],
      ["asia-south1", "asia-pacific", "Asia, India", "Mumbai", 18.98, 72.83],
      ["asia-southeast1", "asia-pacific", "Asia, Singapore", "Singapore", 1.34, 103.71],
      ["australia-southeast1", "australia", "Australia, New South Wales", "Sydney", -33.86, 151.2],
      ["europe-north1", "europe", "Europe, Finland", "Finland", 60.57, 27.19],
      ["europe-west1", "europe", "Europe, Belgium", "Belgium", 50.45, 3.82],
      ["europe-west2", "europe", "Europe, England", "London", 51.51, -0.13],
      ["europe-west3", "europe", "Europe, Germany", "Frankfurt", 50.11, 8.68],
      ["europe-west4", "europe", "Europe, Netherlands", "Netherlands", 53.44, 6.84],
      ["europe-west9", "europe", "Europe, France", "Paris", 48.86, 2.35],
      ["me-west1", "middle east", "Middle East, Israel", "Tel Aviv", 32.09, 34.78],
      ["northamerica-northeast1", "north america", "Canada, Quebec", "Montréal", 45.5, -73.57],
      ["southamerica-east1", "south america", "South America, Brazil", "Sao Paulo", -23.57, -46.63],
      ["us-central1", "north america", "United States, Iowa", "Iowa", 41.26, -95.86],
      ["us-east1", "north america", "United States, South Carolina", "South Carolina", 33.2, -80.01],
      ["us-west1", "north america", "United States, Oregon", "Oregon", 45.6, -121.18],
    ],
  ],
  [
    OCI,
    [
      ["ap-tokyo-1", "asia-pacific", "Japan, Japan East", "Tokyo", 35.69, 139.69],
      ["eu-frankfurt-1", "europe", "Germany, Germany Central", "Frankfurt", 50.11, 8.68],
      ["sa-saopaulo-1", "south america", "Brazil, Brazil East", "São Paulo", -23.55, -46.64],
      ["uk-london-1", "europe", "United Kingdom, UK South", "London", 51.51, -0.13],
      ["us-ashburn-1", "north america", "US East, Virginia", "Ashburn", 39.04, -77.49],
    ],
  ],
  [
    UPCLOUD,
    [
      ["au-syd", "australia", "Australia, New South Wales", "Sydney", -33.87, 151.21],
      ["de-fra", "europe", "Europe, Germany", "Frankfurt", 50.11, 8.68],
      ["es-mad", "europe", "Europe, Spain", "Madrid", 40.42, -3.7],
      ["fi-hel", "europe", "Europe, Finland", "Helsinki", 60.17, 24.94],
      ["nl-ams", "europe", "Europe, Netherlands", "Amsterdam", 52.37, 4.9],
      ["pl-waw", "europe", "Europe, Poland", "Warsaw", 52.23, 21.01],
      ["se-sto", "europe", "Europe, Sweden", "Stockholm", 59.33, 18.07],
      ["sg-sin", "asia-pacific", "Asia, Singapore", "Singapore", 1.35, 103.82],
      ["us-chi", "north america", "United States, Illinois", "Chicago", 41.88, -87.63],
      ["us-nyc", "north america", "United States, New York", "New York", 40.71, -74.01],
    ],
  ],
];

/** Public clouds: names, places and descriptions as the provider publishes them, about half of the list. */
export const CLOUDS: readonly Cloud[] = REGIONS.flatMap(([provider, regions]) =>
  regions.map(([name, geo_region, country, city, geo_latitude, geo_longitude]) => ({
    ...provider,
    cloud_name: provider.prefix + name,
    cloud_description: `${country} - ${provider.provider_description}: ${city}`,
    geo_region,
    geo_latitude,
    geo_longitude,
  })),
);

const BY_NAME = new Map(CLOUDS.map((cloud) => [cloud.cloud_name, cloud]));

const CUSTOM = /^byoc-[0-9a-f]{8}-/;

/** The name of a cloud of a customer's own, which is a region of a provider. */
export function customCloudName(id: string, public_name: string): string {
  return `byoc-${id}-${public_name}`;
}

export function isCustomCloud(name: string): boolean {
  return CUSTOM.test(name);
}

/** A cloud by its name. A custom one is told by its name alone: whether it exists is for others to know. */
export function cloudByName(name: string): Cloud | undefined {
  const [custom] = CUSTOM.exec(name) ?? [];
  const cloud = BY_NAME.get(custom === undefined ? name : name.slice(custom.length));
  if (!cloud || custom === undefined) return cloud;
  const cloud_description = `Custom cloud in ${cloud.cloud_description}`;
  return { ...cloud, cloud_name: name, cloud_description, prefix: custom + cloud.prefix };
}
