import type { describeApi } from './openapi';

type Description = ReturnType<typeof describeApi>;
type PathItem = NonNullable<Description['paths']>[string];
type Call = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Call['parameters']>[number];
type Schema = NonNullable<NonNullable<Description['components']>['schemas']>[string];
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

const methods = ['get', 'put', 'post', 'delete'] as const;

/** The description of the api as a page that is read as it comes: it runs nothing and loads nothing but its style. */
export function docsPage({ info, tags = [], paths = {}, components }: Description): string {
  const calls = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] === undefined ? [] : [{ method, path, call: item[method] }])),
  );
  const sections = tags.map(({ name }) => {
    const own = calls.filter(({ call }) => call.tags?.includes(name));
    return `<section><h2>${escaped(name)}</h2>${own.map(callArticle).join('')}</section>`;
  });
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<article id="${escaped(name)}"><h3>${escaped(name)}</h3>${described(schema)}${shape(schema)}</article>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${escaped(info.title)}: API</title>
    <link rel="stylesheet" href="/docs/style.css">
  </head>
  <body>
    <h1>${escaped(info.title)}</h1>
    <p>${escaped(info.description ?? '')} For programs: <a href="/openapi.json">openapi.json</a>.</p>
    ${sections.join('\n')}
    <section><h2>What is sent and answered</h2>${schemas.join('')}</section>
  </body>
</html>
`;
}

function callArticle({ method, path, call }: { method: string; path: string; call: Call }): string {
  const { operationId = '', summary = '', security, parameters = [], requestBody, responses = {} } = call;
  const body = requestBody !== undefined && 'content' in requestBody ? requestBody : undefined;
  const rows = [
    ...parameters.map(parameterRow),
    ...(body === undefined ? [] : [row('body', contentOf(body.content), body.required === true)]),
    ...Object.entries(responses).map(([status, { content = {} }]) =>
      row(status === 'default' ? 'not a success' : `answer ${status}`, contentOf(content)),
    ),
  ];
  return `<article id="${escaped(operationId)}">
  <h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3>
  <p>${escaped(summary)}${security === undefined ? ' Needs no token.' : ''}</p>
  <table>${rows.join('')}</table>
</article>`;
}

function parameterRow(parameter: Parameter): string {
  if (!('name' in parameter)) return '';
  const { name, in: place, schema, required = false } = parameter;
  return row(`${place} ${name}`, schema === undefined ? '' : described(schema) + shape(schema), required);
}

const row = (name: string, told: string, isRequired?: boolean): string =>
  `<tr><th>${escaped(name)}${isRequired === false ? ' (optional)' : ''}</th><td>${told}</td></tr>`;

const contentOf = (content: Content): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `<code>${escaped(type)}</code> ${schema === undefined ? '' : shape(schema)}`)
    .join('');

const described = (schema: Schema): string =>
  schema.description === undefined ? '' : `<p>${escaped(schema.description)}</p>`;

/** What a value is, in words and lists. */
function shape(schema: Schema): string {
  if ('$ref' in schema) return nameLink(schema.$ref.split('/').at(-1) ?? '');
  const { enum: values, anyOf, oneOf, items, properties, additionalProperties, required = [] } = schema;
  if (values !== undefined) return values.map((value) => `<code>${escaped(JSON.stringify(value))}</code>`).join(' or ');
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return choices.map(shape).join(' or ');
  if (items !== undefined) return `list of ${shape(items)}`;
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(([name, field]) => {
      const isOptional = required.includes(name) ? '' : ' (optional)';
      return `<li><code>${escaped(name)}</code>${isOptional}: ${shape(field)} ${described(field)}</li>`;
    });
    return `${orNull(schema)}<ul>${fields.join('')}</ul>`;
  }
  if (typeof additionalProperties === 'object') return `a ${shape(additionalProperties)} by name`;
  return escaped(typeOf(schema));
}

const orNull = ({ type }: { type?: unknown }): string =>
  Array.isArray(type) && type.includes('null') ? 'or null' : '';

function typeOf({
  type,
  format,
  pattern,
  minLength,
  maxLength,
  minimum,
  maximum,
  ...rest
}: Exclude<Schema, { $ref: string }>) {
  const limits = { format, pattern, minLength, maxLength, minimum, maximum, default: rest.default };
  const told = Object.entries(limits).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [[type ?? 'anything'].flat().join(' or '), ...told].join(', ');
}

const nameLink = (name: string): string => `<a href="#${escaped(name)}">${escaped(name)}</a>`;

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const docsStyle = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #8886; padding: 0.5rem 0; }
code { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { font-weight: normal; text-align: left; vertical-align: top; width: 14rem; padding-right: 1rem; }
p, ul { margin: 0.25rem 0; }
li p { display: inline; }
`;
