import { uniq } from 'lodash';

import type { N8nVersion } from '../../runtime/versions';
import { missingIn } from '../../versions/differences';
import { COLUMNS } from '../../versions/parts';
import { type Result, resultsShape, RESULTS_FILE } from '../../versions/results';
import { table } from '../markdown';
import type { Material } from '../material';

function cell(result: Result | undefined): string {
	if (!result) return '';
	const { passed, failed } = result;
	return failed.length === 0 ? String(passed) : `${passed}, **${failed.length} failed**`;
}

function resultsTable(results: Result[]): string {
	const columns = COLUMNS.filter(({ title }) => results.some(({ what }) => what === title));
	const releases = uniq(results.map(({ release }) => release));
	return table(
		['n8n', ...columns.map(({ title }) => title)],
		releases.map((release) => {
			const own = results.filter((result) => result.release === release);
			return [release, ...columns.map(({ title }) => cell(own.find(({ what }) => what === title)))];
		}),
	);
}

function failures(results: Result[]): string {
	const all = results.flatMap(({ release, failed }) => failed.map((name) => `- n8n ${release}: ${name}`));
	return all.length > 0 ? all.join('\n') : 'None.';
}

function differences(results: Result[]): string {
	const missing = results.flatMap(({ release }) => missingIn(release as N8nVersion));
	return uniq(missing.map(({ since, seen }) => `- Before n8n ${since}: ${seen}`)).join('\n');
}

const PARTS: Record<string, (results: Result[]) => string> = { results: resultsTable, failures, differences };

/** What was seen of the pack on other releases of n8n. */
export function versionsPart({ source }: Material, about: string): string {
	if (!Object.hasOwn(PARTS, about)) throw new Error(`There is no part "${about}" about versions of n8n`);
	const results = resultsShape.parse(JSON.parse(source(RESULTS_FILE)));
	return results.length > 0 ? PARTS[about](results) : '*Not tried yet.*';
}
