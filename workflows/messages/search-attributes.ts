import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What an operator can search by; registered before use. */
export const searchAttributes = {
  partnerId: defineSearchAttributeKey('PartnerId', SearchAttributeType.KEYWORD),
  organizationId: defineSearchAttributeKey('OrganizationId', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('Status', SearchAttributeType.KEYWORD),
  /** The status of an organization's seat sync. */
  seatSync: defineSearchAttributeKey('SeatSync', SearchAttributeType.KEYWORD),
  customerId: defineSearchAttributeKey('CustomerId', SearchAttributeType.KEYWORD),
  softwareLicenceId: defineSearchAttributeKey('SoftwareLicenceId', SearchAttributeType.INT),
  /** Since when a Workflow shows the row that it shows in the lists; where it is not set, since its start. */
  shownAt: defineSearchAttributeKey('ShownAt', SearchAttributeType.DATETIME),
  operationIds: defineSearchAttributeKey('OperationIds', SearchAttributeType.KEYWORD_LIST),
};

/** The Memo that the lists show: an `OrganizationRow` or a `ConnectionHealth`. */
export const VIEW_MEMO = 'view';
