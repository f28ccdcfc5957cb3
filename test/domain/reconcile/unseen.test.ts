import type { ListedOrganization } from '../../../domain/organization/list-schema';
import { row } from '../../../domain/organization/view';
import type { Progress } from '../../../domain/reconcile/progress';
import { begun } from '../../../domain/reconcile/progress';
import { MAPPED_SINCE, NOT_NEWEST, unseen } from '../../../domain/reconcile/unseen';
import { states, variants } from '../organization/states';
import { ada, minute } from '../samples';

const previewedAt = minute(10);
const running = begun({ mode: 'preview', by: ada }, previewedAt);
const done = { ...running, status: 'done', finishedAt: minute(12) } as const;

const fresh = { ...row(states.mapped), changedAt: minute(11) };
const previewed = { ...row(variants['mapped (previewed)']), changedAt: minute(12) };
/** Its licence was not in HaloPSA when the preview was made. */
const missed = { ...fresh, changedAt: minute(5) };

it.each<[string, Progress | null, readonly ListedOrganization[], string | null]>([
  ['begins what that has shown', done, [previewed, missed], null],
  ['does not begin what was mapped since', done, [previewed, fresh], MAPPED_SINCE],
  ['waits until that is done', running, [], NOT_NEWEST],
  ['is refused when there is a newer one', { ...done, startedAt: minute(20) }, [], NOT_NEWEST],
  ['is refused when that is gone', null, [], NOT_NEWEST],
])('a start by a preview %s', (_, newest, organizations, reason) => {
  expect(unseen(previewedAt, newest, organizations)).toBe(reason);
});
