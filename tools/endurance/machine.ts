import { cpus, loadavg } from 'node:os';

import { NEWEST_N8N } from '../runtime/versions';

/** The work that others had the machine do, before a measurement: processes that want to run, on average of a minute. */
export function busyness(): string {
	return loadavg()[0].toFixed(1);
}

/** On what was measured, for the page with the results. */
export function machine(): string {
	const [{ model }] = cpus();
	return `n8n ${NEWEST_N8N} with SQLite, Node.js ${process.versions.node}, ${cpus().length} cores (${model.trim()})`;
}

/** The command that is running, as a user would type it. */
export function commandLine(script: string): string {
	const options = process.argv.slice(2);
	return ['npm run', script, ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
}
