import type { System } from '../support/system';
import type { Partner } from './partner';
import { requests } from './seats';

export const customers = (partner: Partner, search = '') =>
  partner.call('GET', `/halopsa/choices/customers?search=${encodeURIComponent(search)}`);

export const times = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index));

/** How often HaloPSA's customers were read. */
export const customersRead = (system: System): number => requests(system).byPath['GET /api/client'] ?? 0;
