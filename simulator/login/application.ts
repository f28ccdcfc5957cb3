import { z } from 'zod';

/** An API application as the administrator has set it up, and whether its agent is active. */
export type Application = z.infer<typeof Application>;
export const Application = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  tenant: z.string(),
  active: z.boolean(),
  agentActive: z.boolean(),
  scopes: z.array(z.string()),
  /** What happens when a request wants more scopes than the application has: `refused` answers `invalid_scope`, `leftOut` gives a token with fewer scopes. Nobody recorded what HaloPSA does. */
  missingScope: z.enum(['refused', 'leftOut']),
});
