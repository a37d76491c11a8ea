import { createHash } from 'node:crypto';

import { hashedFile } from '../../nodes/engine/hashedFile';
import type { UploadFile } from '../../nodes/engine/upload';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A file that counts how often it is opened, and whether it is let go. */
function fileOf(chunks: Buffer[]) {
	const seen = { opened: 0, closed: 0 };
	const open = async function* () {
		seen.opened += 1;
		try {
			yield* chunks;
		} finally {
			seen.closed += 1;
		}
	};
	const size = Buffer.concat(chunks).length;
	const file: UploadFile = { fileName: 'a.bin', mimeType: 'image/png', size, open };
	return { file, seen };
}

async function sent(file: UploadFile): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.open()) chunks.push(chunk);
	return Buffer.concat(chunks);
}

describe('a file that is hashed', () => {
	const chunks = [Buffer.from('one'), Buffer.alloc(0), Buffer.from('two')];

	it('is the same file to whoever sends it', async () => {
		const { file } = fileOf(chunks);
		const hashed = hashedFile(file);
		expect(hashed.file).toMatchObject({ fileName: 'a.bin', mimeType: 'image/png', size: 6 });
		expect(await sent(hashed.file)).toEqual(Buffer.from('onetwo'));
	});

	it('is known by its bytes, whatever their parts, without being read for it', async () => {
		const { file, seen } = fileOf(chunks);
		const hashed = hashedFile(file);
		await sent(hashed.file);
		expect(await hashed.digest()).toBe(sha256(Buffer.from('onetwo')));
		expect(await hashed.digest()).toBe(sha256(Buffer.from('onetwo')));
		expect(seen.opened).toBe(1);
	});

	it('is read when it was not sent', async () => {
		const { file, seen } = fileOf(chunks);
		expect(await hashedFile(file).digest()).toBe(sha256(Buffer.from('onetwo')));
		expect(seen).toEqual({ opened: 1, closed: 1 });
	});

	it('is read when it was sent in part only, and the part is let go', async () => {
		const { file, seen } = fileOf(chunks);
		const hashed = hashedFile(file);
		for await (const chunk of hashed.file.open()) {
			expect(chunk).toHaveLength(3);
			break;
		}
		expect(seen).toEqual({ opened: 1, closed: 1 });
		expect(await hashed.digest()).toBe(sha256(Buffer.from('onetwo')));
		expect(seen).toEqual({ opened: 2, closed: 2 });
	});

	it('may be sent twice', async () => {
		const hashed = hashedFile(fileOf(chunks).file);
		await sent(hashed.file);
		expect(await sent(hashed.file)).toEqual(Buffer.from('onetwo'));
		expect(await hashed.digest()).toBe(sha256(Buffer.from('onetwo')));
	});

	it('fails as its bytes do', async () => {
		const open = async function* () {
			yield Buffer.from('one');
			throw new Error('gone');
		};
		const hashed = hashedFile({ fileName: 'a.bin', mimeType: '', size: 6, open });
		await expect(hashed.digest()).rejects.toThrow('gone');
	});

	it('takes no more memory when it is large', async () => {
		const chunk = Buffer.alloc(1 << 20, 1);
		const open = async function* () {
			for (let count = 0; count < 300; count += 1) yield chunk;
		};
		const { digest } = hashedFile({ fileName: 'a.bin', mimeType: '', size: 300 << 20, open });
		const before = process.memoryUsage().rss;
		expect(await digest()).toHaveLength(64);
		expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
	});
});
