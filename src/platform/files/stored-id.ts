import { z } from 'zod';

/** The id of a stored file, as a route hands it to a command: SHA-256 in hex. No form sends it. */
export const storedId = () => z.string().regex(/^[0-9a-f]{64}$/);
