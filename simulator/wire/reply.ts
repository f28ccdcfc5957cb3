import type { Response } from 'express';

/** An answer of HaloPSA. Without `body` it is empty, as most refusals are (halopsa-api.md 5.1). */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly text: string } | { readonly html: string };
};

export const ok = (json: unknown): Reply => ({ status: 200, body: { json } });
export const empty = (status: number): Reply => ({ status });
export const page = (status: number, html: string): Reply => ({ status, body: { html } });

export function send(reply: Reply, response: Response): void {
  response.status(reply.status).set(reply.headers ?? {});
  const { body } = reply;
  if (!body) response.end();
  else if ('json' in body) response.json(body.json);
  else if ('text' in body) response.type('text/plain').send(body.text);
  else response.type('text/html').send(body.html);
}

/** A refusal of HaloPSA. The code that finds the reason throws it; the exchange sends its reply. */
export class Refused extends Error {
  constructor(readonly reply: Reply) {
    super(`HaloPSA answers ${reply.status}`);
  }
}

export const notFound = (): Refused => new Refused(empty(404));

/** The first shape of 400: the body, or a query parameter, does not fit the model. `path` as in `[0].count`. */
export const doesNotBind = (path: string, message: string): Refused =>
  new Refused({ status: 400, body: { json: { [path]: [message] } } });

/** The second shape of 400: a business rule, as a bare JSON string. */
export const ruleBroken = (sentence: string): Refused => new Refused({ status: 400, body: { json: sentence } });

/** The third shape of 400: a serialised .NET exception; 515 is a missing value, 547 a reference to nothing. */
export const serverException = (number: 515 | 547, message: string): Refused =>
  new Refused({
    status: 400,
    body: {
      json: {
        ClassName: 'System.Data.SqlClient.SqlException',
        Message: message,
        Data: { 'HelpLink.ProdName': 'Microsoft SQL Server', 'HelpLink.EvtID': String(number) },
        InnerException: null,
        HelpURL: null,
        StackTraceString: '   at NetHelpDesk.Data.Repository.Save()',
        HResult: -2146232060,
        Source: 'Core Microsoft SqlClient Data Provider',
      },
    },
  });
