import type { IncomingMessage } from 'node:http';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { OrganizationId, PartnerId } from '../domain/schema';
import type { Vault } from '../vault';
import type { Timings } from '../workflows/messages/timings';
import type { Caller, Permission } from './auth';
import type { ReadList } from './connection/lists';
import type { LimitName } from './limits/partner';
import type { Turn } from './limits/turns';
import type { Frame } from './live/frame';
import type { OrganizationListings } from './organization/listings';
import type { RecentReports } from './organization/reports';
import { invalid } from './problem';
import type { Cookie } from './session/cookie';
import type { SignIn } from './session/sign-in';

/** What the operations work with. */
export interface Dependencies {
  readonly client: Client;
  readonly vault: Pick<Vault, 'put' | 'erase' | 'eraseOthers' | 'check'>;
  /** `host:port` entries that a Site URL may name although they are not https on 443. */
  readonly allowedHosts: readonly string[];
  /** How long things take, for the Workflows that are started from here. */
  readonly timings: Partial<Timings>;
  readonly readList: ReadList;
  readonly logger: Logger;
  readonly organizations: OrganizationListings;
  readonly reports: RecentReports;
  readonly frame: Frame;
  readonly turn: Turn;
  readonly signIn: SignIn;
}

/** Who makes a call, already allowed to, and with what. */
export interface Context {
  readonly caller: Caller;
  readonly idempotencyKey: string;
  readonly deps: Dependencies;
  /** Aborts when the caller has left without the answer. */
  readonly left: AbortSignal;
  /** Does what counts as one more of the partner's `requests`, for a call that counts as something else. */
  asRequest<T>(work: () => Promise<T>): Promise<T>;
}

/** A request as HTTP brought it. */
interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly cookies?: readonly Cookie[];
  readonly headers?: Readonly<Record<string, string>>;
}

interface Described {
  readonly summary: string;
  /** An object of `params`, and `query` and `body` where the call takes them. */
  readonly input: z.ZodObject;
  /** What each status answers. */
  readonly answers: Answers;
  /** Of a success; JSON where it does not say otherwise. */
  readonly contentType: string;
}

/** A call that nobody has made a name for yet, and with what. */
export interface PublicContext {
  readonly request: IncomingMessage;
  readonly deps: Dependencies;
  /** Aborts when whoever asks has left without the answer. */
  readonly left: AbortSignal;
}

/** A call that anybody may make: for machines and readers, and to sign in. */
export interface PublicOperation extends Described {
  readonly permission: 'everybody';
  /** @throws ApiError 400 that names each field */
  run(input: RawInput, context: PublicContext): Promise<Answer>;
}

export interface PartnerOperation extends Described {
  /** `self`: about the caller alone, whoever that is. */
  readonly permission: Permission | 'self';
  readonly limit: LimitName;
  /** @throws ApiError 400 that names each field */
  run(input: RawInput, context: Context): Promise<Answer>;
}

/** One call of the api: what it takes, what it answers, who may, and what it does. */
export type Operation = PublicOperation | PartnerOperation;

type Answers = Readonly<Record<number, z.ZodType>>;
type AnswerOf<Given extends Answers> = {
  [Status in keyof Given]: { readonly status: Status; readonly body: z.output<Given[Status]> };
}[keyof Given] &
  Answer;

type Shape = Readonly<Record<string, z.ZodType>> & { readonly params: z.ZodObject };

const JSON_TYPE = 'application/json';

/** Defines a call about a partner. `handle` gets what the schemas made of the request: one Temporal call, no rules. */
export function operation<Input extends Shape, Given extends Answers>(definition: {
  readonly summary: string;
  readonly permission: PartnerOperation['permission'];
  /** Which of a partner's limits it counts for; `requests` where it does not say otherwise. */
  readonly limit?: LimitName;
  readonly contentType?: string;
  readonly input: Input;
  readonly answers: Given;
  handle(call: z.output<z.ZodObject<Input>> & Context): Promise<AnswerOf<Given>>;
}): PartnerOperation {
  const { summary, permission, limit = 'requests', contentType = JSON_TYPE, answers, handle } = definition;
  const input = z.object(definition.input);
  return {
    summary,
    permission,
    limit,
    contentType,
    input,
    answers,
    run: async (raw, context) => handle({ ...parse(input, raw), ...context }),
  };
}

/** Defines a call that needs no caller. */
export function publicOperation<Input extends Shape, Given extends Answers>(definition: {
  readonly summary: string;
  readonly input: Input;
  readonly answers: Given;
  handle(call: z.output<z.ZodObject<Input>> & PublicContext): Promise<AnswerOf<Given>>;
}): PublicOperation {
  const { summary, answers, handle } = definition;
  const input = z.object(definition.input);
  return {
    summary,
    answers,
    contentType: JSON_TYPE,
    permission: 'everybody',
    input,
    run: async (raw, context) => handle({ ...parse(input, raw), ...context }),
  };
}

/** @throws ApiError 400 that names each field */
function parse<Schema extends z.ZodType>(schema: Schema, raw: RawInput): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

/** Of a call that its address says everything of. */
export const nothing = { params: z.object({}) };
export const ofPartner = z.object({ partnerId: PartnerId });
export const ofOrganization = z.object({ partnerId: PartnerId, organizationId: OrganizationId });

/** A call about a partner, and about one of its organizations. */
export type OfPartner = Context & { readonly params: z.output<typeof ofPartner> };
export type OfOrganization = Context & { readonly params: z.output<typeof ofOrganization> };

export const ok = <Body>(body: Body) => ({ status: 200, body }) as const;
/** The work goes on. */
export const accepted = <Body>(body: Body) => ({ status: 202, body }) as const;
