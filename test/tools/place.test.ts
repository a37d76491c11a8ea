import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../testkit/files';
import { examples } from '../../testkit/examples';
import { DOCUMENTED } from '../../tools/demo/documented';
import { inPlace } from '../../tools/demo/place';
import { sandboxServers } from '../../tools/demo/ports';
import { readExample } from '../../tools/demo/workflows';

const place = { n8nUrl: 'http://127.0.0.1:7010', sandboxPort: 7200, files: '/home/mira "m"/files' };
const usual = [
	DOCUMENTED.n8nPort,
	...Array.from({ length: sandboxServers }, (_, index) => DOCUMENTED.sandboxPort + index),
];

describe('where a demo runs', () => {
	it.each([
		['curl http://localhost:5678/webhook/x', 'curl http://127.0.0.1:7010/webhook/x'],
		['http://127.0.0.1:5810', 'http://127.0.0.1:7200'],
		['http://127.0.0.1:5816/chats.csv', 'http://127.0.0.1:7206/chats.csv'],
		['-F file=@/demo/files/photo.jpg', '-F file=@/home/mira "m"/files/photo.jpg'],
		['http://127.0.0.1:5817', 'http://127.0.0.1:5817'],
	])('%s is %s', (said, real) => {
		expect(inPlace({ said: [said] }, place)).toEqual({ said: [real] });
	});

	it.each(examples.map(({ name }) => name))('is what the example %s speaks of', (name) => {
		const text = JSON.stringify(inPlace(readExample(name), place));
		expect(usual.filter((port) => text.includes(`:${port}`))).toEqual([]);
		expect(text).not.toContain('/demo/files');
	});

	it('is in no command or note by a folder that the reader may not be in', () => {
		const pages = ['docs', 'examples'].flatMap((folder) =>
			readdirSync(join(root, folder))
				.filter((name) => /\.(md|json)$/.test(name))
				.map((name) => join(folder, name)),
		);
		const relative = pages.filter((page) => /=@(?!\/)/.test(readFileSync(join(root, page), 'utf8')));
		expect(relative).toEqual([]);
	});

	it('has its ports told on each page that speaks of them', () => {
		const silent = readdirSync(join(root, 'docs'))
			.filter((name) => name.endsWith('.md'))
			.filter((name) => {
				const text = readFileSync(join(root, 'docs', name), 'utf8');
				const speaks = /(?:localhost|127\.0\.0\.1):5(?:678|81\d)/.test(text);
				return speaks && !/unless you (?:choose|chose) other|at the address of your n8n/.test(text);
			});
		expect(silent).toEqual([]);
	});
});
