#!/bin/sh
# The Namespace, and the Search Attributes of workflows/messages.ts. Safe to run again.
# Connects by TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE. RETENTION says how long closed Workflows stay readable: 720h for a new
# Namespace, and left as it is for one that is there, where nothing is set.
set -eu

# A server that is up knows a new Namespace, and new Search Attributes, only seconds later.
patiently() {
  for _ in $(seq 30); do
    if "$@" 2>/dev/null; then return; fi
    sleep 1
  done
  "$@"
}

patiently temporal operator cluster health
# These three do not read TEMPORAL_NAMESPACE.
if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  if [ -n "${RETENTION:-}" ]; then
    temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
  fi
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "${RETENTION:-720h}"
fi

is_known() { temporal operator search-attribute list | grep -qw "$1"; }

# One after the other, each waited for: the server gives every new one the first column that its own copy shows as free,
# so two at once, or one twice, would share a column.
create() {
  type=$1
  shift
  for name in "$@"; do
    if is_known "$name"; then continue; fi
    patiently temporal operator search-attribute create --type "$type" --name "$name"
    patiently is_known "$name"
  done
}

patiently temporal operator search-attribute list >/dev/null
create Keyword PartnerId OrganizationId Status SeatSync CustomerId
create Int SoftwareLicenceId
create Datetime ShownAt
create KeywordList OperationIds
