/** Why a record of HaloPSA cannot be used as it is: with HaloPSA's names of the fields, so that they can be found there. */
export function oddInHalo(name: string, fields: readonly string[]): string {
  const named = fields.map((field) => `“${field}”${wanted[field] ?? ''}`).join(' and ');
  return `In HaloPSA, ${name} has no usable ${named}. Correct it there.`;
}

const wanted: Readonly<Record<string, string>> = {
  count: ' (a whole number)',
  client_id: ' (its customer)',
};
