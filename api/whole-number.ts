import { z } from 'zod';

/** Query parameters are text. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,10}$/, 'Give a whole number.')
  .transform(Number);
