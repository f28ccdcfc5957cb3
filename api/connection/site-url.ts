import { z } from 'zod';
import { siteUrlUsed } from '../../domain/connection/words';
import { ConnectionRequest } from '../../domain/schema';
import { parseSiteUrl } from '../../domain/site-url';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { ApiError } from '../problem';

/** The one spelling of a Site URL that we use. @throws ApiError 422 with what is wrong with it */
export function siteUrlOf(typed: string, { allowedHosts }: Pick<Dependencies, 'allowedHosts'>): string {
  const parsed = parseSiteUrl(typed, allowedHosts);
  if ('siteUrl' in parsed) return parsed.siteUrl;
  throw new ApiError(422, 'siteUrl', parsed.problem, { fields: { siteUrl: parsed.problem } });
}

const SiteUrl = z.object({ siteUrl: z.string(), message: z.string() }).meta({ id: 'SiteUrl' });

export const checkSiteUrl = operation({
  summary: 'What a connect would make of a Site URL; nothing is sent to it.',
  permission: 'act',
  limit: 'immediate',
  input: { params: ofPartner, body: ConnectionRequest.pick({ siteUrl: true }) },
  answers: { 200: SiteUrl },
  handle: async ({ body, deps }) => {
    const siteUrl = siteUrlOf(body.siteUrl, deps);
    return ok({ siteUrl, message: siteUrlUsed(siteUrl) });
  },
});
