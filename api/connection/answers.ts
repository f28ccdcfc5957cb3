import { z } from 'zod';
import { ConnectionHealth, ConnectionView } from '../../domain/connection/view-schema';
import { GateView } from '../../domain/gate/view-schema';
import { orNull } from '../../domain/schema';

const withGate = {
  gate: orNull(GateView).describe('What stands between us and HaloPSA; null while not connected.'),
};
export const ConnectionNow = ConnectionView.unwrap().extend(withGate).meta({ id: 'ConnectionNow' });
export const HealthNow = ConnectionHealth.unwrap().extend(withGate).meta({ id: 'HealthNow' });

export const Revocation = z
  .object({
    mappings: z.int().describe('Organizations that are mapped, or are about to be.'),
    waitingOperations: z.int().describe('What has not reached HaloPSA yet: what waits, is held or is parked.'),
    keptDays: z.int().describe('For how many days the mappings come back when the same HaloPSA is connected.'),
    openTickets: z.int().describe('Tickets in HaloPSA that are open for an incident that goes on.'),
    message: z.string(),
  })
  .meta({ id: 'Revocation' });
