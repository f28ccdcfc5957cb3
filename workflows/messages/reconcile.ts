import { defineQuery } from '@temporalio/workflow';
import type { ComparedRow } from '../../domain/reconcile/compare';
import type { Progress } from '../../domain/reconcile/progress';
import type { Actor, PartnerId } from '../../domain/schema';
import type { RowsRequest } from './rows';

/** `seatReconcile`: compares HaloPSA's counts with ours. */
export interface ReconcileInput {
  readonly partnerId: PartnerId;
  /** A preview changes nothing. */
  readonly mode: 'reconcile' | 'preview';
  readonly by: Actor | null;
  /** Whether organizations that have never been synced begin now. */
  readonly startsNew?: boolean;
  /** When the preview began that was looked at before; for who opens the Workflow. */
  readonly previewedAt?: string | undefined;
  readonly continueAfterEvents?: number;
}

export const getReconcileQuery = defineQuery<Progress>('getReconcile');

/** What a preview found, organization by organization, and how far it is: together, since a Workflow that ends loses Queries. */
export interface PreviewedRows {
  readonly progress: Progress;
  readonly rows: readonly ComparedRow[];
  /** Of all runs until now. */
  readonly total: number;
  /** The run, before a continue-as-new, that has these rows; null where they are here. */
  readonly inRun: string | null;
}

export const getReconcileRowsQuery = defineQuery<PreviewedRows, [RowsRequest]>('getReconcileRows');
