import { Text } from '@mantine/core';
import { duration } from '../../frame/duration';
import { useLive } from '../../live/look';
import { counted } from '../../shared/counted';
import { When } from '../../shared/when';
import { Part } from './part';

/** The last time that HaloPSA could not be used, and that nothing was lost. */
export function LastOutage() {
  const gate = useLive().data?.gate ?? null;
  if (gate === null) return null;
  const { lastOutage } = gate;
  return (
    <Part id="last-outage" title="Last outage">
      {lastOutage === null ? (
        <Text>None since HaloPSA was connected.</Text>
      ) : (
        <Text>
          HaloPSA was out of reach for {duration(Date.parse(lastOutage.until) - Date.parse(lastOutage.since))}; that
          ended <When at={lastOutage.until} />. {counted(lastOutage.items, 'item')} waited then.
        </Text>
      )}
    </Part>
  );
}
