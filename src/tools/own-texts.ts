/**
 * Where the API's answers carry sentences of the provider's own, by path. Whatever stands elsewhere may have been written by
 * a user, a program or a record, and is fenced where it could be read as a sentence.
 */
export const OWN_TEXTS: readonly string[] = [
  ...["clouds[].cloud_description", "clouds[].geo_region", "clouds[].provider_description"],
  ...["service", "services[]"].flatMap((service) => [
    `${service}.cloud_description`,
    `${service}.service_type_description`,
    `${service}.maintenance`,
    `${service}.service_notifications`,
  ]),
  ...["service_types.*.description", "service_types.*.user_config_schema", "*.user_config_schema"],
  ...["endpoint_types[].title", "endpoint_types[].user_config_schema", "integration_types[]"],
  ...["metrics[].title", "metrics.*.hints.title", "lines[].description"],
];
