import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is first imported, and would otherwise write a key into the user's home
process.env.N8N_ENCRYPTION_KEY = randomBytes(16).toString('hex');
const userFolder = mkdtempSync(join(tmpdir(), 'customer-chat-n8n-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';

/** Removes what n8n-core has written. To be called when it is no longer needed: a process of Jest runs many files, each with a folder of its own. */
export function removeUserFolder(): void {
	rmSync(userFolder, { recursive: true, force: true });
}
