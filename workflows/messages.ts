import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What an operator can search by; registered before use (README, "Find anything in Temporal"). */
export const searchAttributes = {
  partnerId: defineSearchAttributeKey('PartnerId', SearchAttributeType.KEYWORD),
  organizationId: defineSearchAttributeKey('OrganizationId', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('Status', SearchAttributeType.KEYWORD),
  customerId: defineSearchAttributeKey('CustomerId', SearchAttributeType.KEYWORD),
  softwareLicenceId: defineSearchAttributeKey('SoftwareLicenceId', SearchAttributeType.KEYWORD),
  operationIds: defineSearchAttributeKey('OperationIds', SearchAttributeType.KEYWORD_LIST),
};
