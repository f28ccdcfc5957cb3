#!/bin/sh
# The Namespace, and the Search Attributes of workflows/messages.ts. Safe to run again.
# Connects by TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

# A server that is up knows a new Namespace only seconds later.
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
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi

patiently temporal operator search-attribute create --type Keyword \
  --name PartnerId --name OrganizationId --name Status --name SeatSync --name CustomerId
patiently temporal operator search-attribute create --type Int --name SoftwareLicenceId
patiently temporal operator search-attribute create --type KeywordList --name OperationIds
