import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Owner } from '../runtime/rest';

const LOGIN = 'login.json';
const owner = z.object({
	email: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	password: z.string(),
});

/** The login: made once with a random password, then the same at every start. */
function ownerIn(folder: string): Owner {
	const path = join(folder, LOGIN);
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

/**
 * Makes the folder of the demo's n8n ready, emptied first when it is to begin afresh, and gives the login to it.
 * @throws an Error when the folder holds anything that the demo did not make, an n8n of the user's above all
 */
export function prepareFolder(folder: string, fresh: boolean): Owner {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	if (names.length > 0 && !names.includes(LOGIN)) {
		throw new Error(
			`${folder} holds something other than this demo. Choose an empty folder: --folder <folder>`,
		);
	}
	if (fresh) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return ownerIn(folder);
}
