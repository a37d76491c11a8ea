import { upperFirst } from 'lodash';

import { firstSentence } from '../comments';
import { table } from '../markdown';
import type { Material } from '../material';

/**
 * The table of all credential types, each linked to its place in its vendor's page. What a type is for and how it signs in stands before and
 * behind the colon in the first sentence of its class's comment.
 */
export function credentialsTable({ credentials, source }: Material): string {
	const rows = [...credentials.values()].map(({ name, displayName, documentationUrl = '' }) => {
		const path = `credentials/${upperFirst(name)}.credentials.ts`;
		const [use, ...how] = firstSentence(path, source(path)).split(': ');
		if (how.length === 0)
			throw new Error(`The comment of ${path} has to begin with "What it is for: how it signs in."`);
		return [`[${displayName}](${documentationUrl.replace(/^.*\/(?=docs\/)/, '')})`, use, how.join(': ')];
	});
	return table(['credential', 'for', 'how it signs in'], rows);
}
