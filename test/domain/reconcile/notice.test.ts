import type { Compared } from '../../../domain/reconcile/compare';
import { noticeOf } from '../../../domain/reconcile/notice';
import { ada, minute } from '../samples';

const licence = { count: 10, seenAt: minute(1) };
const row: Compared['row'] = {
  organizationId: 'o1',
  name: 'Initech',
  finding: 'write',
  before: 10,
  after: 12,
  reason: null,
  notStarted: false,
};
const differs: Compared = { row, licence, isNews: true, canStart: false };
const missed: Compared = { ...differs, licence: null };
const unreadable: Compared = { ...missed, row: { ...row, finding: 'unreadable' } };
const agrees: Compared = { ...differs, isNews: false };
const neverSynced: Compared = { row: { ...row, notStarted: true }, licence, isNews: false, canStart: true };
const previewed: Compared = { ...differs, canStart: true };

const startRequested = { type: 'startRequested', by: ada };

test.each([
  ['a reconcile', differs, 'reconcile', null, { type: 'reconcileFound', licence }],
  ['a reconcile', missed, 'reconcile', null, { type: 'reconcileMissed' }],
  ['a reconcile of what cannot be read', unreadable, 'reconcile', null, { type: 'reconcileFound', licence: null }],
  ['a dry run of what cannot be read', unreadable, 'preview', ada, null],
  ['a reconcile of what agrees', agrees, 'reconcile', null, null],
  ['a reconcile of what was never synced', neverSynced, 'reconcile', null, null],
  ['a reconcile that starts all', neverSynced, 'reconcile', ada, startRequested],
  ['a reconcile that starts all, of what is not there', { ...neverSynced, licence: null }, 'reconcile', ada, null],
  ['a reconcile that starts all, of what a dry run has shown', previewed, 'reconcile', ada, startRequested],
  ['a reconcile of what a dry run has shown', previewed, 'reconcile', null, { type: 'reconcileFound', licence }],
  ['a dry run of what one has shown before', previewed, 'preview', ada, null],
  ['a dry run', differs, 'preview', ada, null],
  ['a dry run', missed, 'preview', ada, null],
  ['a dry run of what was never synced', neverSynced, 'preview', ada, { type: 'previewed', by: ada }],
] as const)('%s tells %#', (_, found, mode, by, notice) => {
  expect(noticeOf(found, mode, by)).toEqual(notice);
});
