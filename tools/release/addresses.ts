import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { filesBelow, root } from '../../testkit/files';

/** The address that the pack has until its owner sets one: nobody answers there. */
export const PLACEHOLDER = 'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat';

/** What package.json says of where the pack lives and who keeps it. */
export interface Manifest {
	version: string;
	homepage: string;
	repository: { url: string };
	bugs: { url: string };
	author: { name: string; email: string };
}

/** Where addresses of the pack stand as literals, which n8n's rules ask for: in credentials, beside nodes, in pages, and in the forms of the repository. */
const HOLDERS =
	/^(credentials\/.*\.ts|nodes\/.*\.node\.json|docs\/.*\.md|\.github\/.*\.yml|(README|SECURITY)\.md|package\.json)$/;

/** A repository at GitHub by its address, up to what follows the repository's name. */
const REPOSITORY = /https:\/\/github\.com\/[\w.-]+\/n8n-nodes-customer-chat(?=["'/).\s]|$)/g;

/** The texts in which an address of the pack stands, by their paths from the project's root. */
export function addressHolders(): Map<string, string> {
	const files = ['credentials', 'nodes', 'docs', '.github'].flatMap(filesBelow);
	return new Map(
		[...files, 'README.md', 'SECURITY.md', 'package.json']
			.filter((path) => HOLDERS.test(path))
			.map((path) => [path, readFileSync(join(root, path), 'utf8')]),
	);
}

/** The texts that name another repository than the homepage, as they have to be. */
export function staleAddresses(texts: Map<string, string>, homepage: string): Map<string, string> {
	const written = [...texts].map(([path, text]) => [path, text.replace(REPOSITORY, homepage)] as const);
	return new Map(written.filter(([path, text]) => text !== texts.get(path)));
}
