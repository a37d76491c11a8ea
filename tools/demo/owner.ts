import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Owner } from '../runtime/rest';

const FILE = 'login.json';
const owner = z.object({
	email: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	password: z.string(),
});

/** The demo's login: made once with a random password, then the same at every start. */
export function demoOwner(folder: string): Owner {
	const path = join(folder, FILE);
	if (existsSync(path)) return owner.parse(JSON.parse(readFileSync(path, 'utf8')));
	const made: Owner = {
		email: 'demo@customer-chat.example',
		firstName: 'Demo',
		lastName: 'User',
		// n8n asks for a capital letter and a digit.
		password: `${randomBytes(9).toString('base64url')}A1`,
	};
	writeFileSync(path, JSON.stringify(made, null, 2), { mode: 0o600 });
	return made;
}
