import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The bytes of all files under a folder, by their path in it; without what npm installed there. */
export function filesUnder(folder: string, root = folder): Record<string, Buffer> {
	const found = readdirSync(folder).flatMap((name): Array<[string, Buffer]> => {
		const path = join(folder, name);
		if (name === 'node_modules') return [];
		if (statSync(path).isDirectory()) return Object.entries(filesUnder(path, root));
		return [[relative(root, path), readFileSync(path)]];
	});
	return Object.fromEntries(found);
}

/** Each table of an SQLite file as text: in the file itself a long value lies in pieces. */
export function tablesOf(path: string): Record<string, string> {
	const database = new DatabaseSync(path, { readOnly: true });
	try {
		const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		const texts = tables.map(({ name }) => {
			const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all();
			const values = rows.flatMap((row) => Object.values(row));
			return [
				`table ${String(name)}`,
				values
					.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value)))
					.join('\n'),
			];
		});
		return Object.fromEntries(texts) as Record<string, string>;
	} finally {
		database.close();
	}
}
