import type { AgentOperations } from './agent';
import type { Calls } from './call';
import { HaloError } from './errors';
import { isRefusal } from './probe';
import { rightsFor } from './rights';
import type { CallOptions, HaloAccess } from './types';

/**
 * The same calls, whose refusals say what is refused. A 401 or 403 also comes for one record, or for a right that the role lacks,
 * while the connection works (halopsa-api.md 5.1). Asking who we are needs no right: only when that is refused too, is the connection.
 * @throws HaloError `forbidden`, naming the right, when only this is refused; `scopeMissing` or `inactiveAgent` when all is.
 */
export function judgingRefusals(calls: Calls, { agent }: Pick<AgentOperations, 'agent'>): Calls {
  async function judged<Answer>(
    call: Promise<Answer>,
    { access, path, options }: { access: HaloAccess; path: string; options: CallOptions | undefined },
  ): Promise<Answer> {
    try {
      return await call;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await agent(access, options);
      throw new HaloError('forbidden', { status: error.status, detail: rightsFor(path) });
    }
  }

  return {
    read: (access, request, options) =>
      judged(calls.read(access, request, options), { access, path: request.path, options }),
    list: (access, request, options) =>
      judged(calls.list(access, request, options), { access, path: request.path, options }),
    page: (access, request, options) =>
      judged(calls.page(access, request, options), { access, path: request.path, options }),
    write: (access, request, options) =>
      judged(calls.write(access, request, options), { access, path: request.path, options }),
    create: (access, request, options) =>
      judged(calls.create(access, request, options), { access, path: request.path, options }),
  };
}
