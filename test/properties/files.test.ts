import fc from 'fast-check';

import { bytesOfBase64 } from '../../nodes/engine/base64';
import { extensionOfType, settleFile, typeOfName } from '../../nodes/engine/fileType';
import { anyText, holds } from './check';

describe('base64', () => {
	const bytes = fc.uint8Array({ maxLength: 100 }).map((list) => Buffer.from(list));
	const inLines = (text: string) => text.replace(/.{1,7}/g, '$&\r\n');

	it('gives the same bytes in every form that is in use', async () => {
		await holds(bytes, (content) => {
			const text = content.toString('base64');
			const forms = [text, content.toString('base64url'), text.replace(/=+$/, ''), inLines(text)];
			for (const form of [...forms, `data:image/png;base64,${text}`])
				expect(bytesOfBase64(form)?.bytes.equals(content)).toBe(true);
		});
	});

	it('is no text with anything else in it', async () => {
		const foreign = anyText({ minLength: 1, maxLength: 5 }).filter((text) => /[^\w+/=\s-]/.test(text));
		await holds(
			fc.tuple(bytes, foreign, fc.double({ min: 0, max: 1, noNaN: true })),
			([content, stranger, place]) => {
				const text = content.toString('base64');
				const at = Math.floor(place * text.length);
				fc.pre(stranger.trim().replace(/\ufeff/g, '') !== '');
				const spoilt = `A${text.slice(0, at)}${stranger}${text.slice(at)}A`;
				expect(bytesOfBase64(spoilt)).toBeUndefined();
			},
			500,
		);
	});
});

describe('name and type of a file', () => {
	const type = fc.constantFrom(
		'image/png',
		'image/jpeg',
		'audio/mpeg',
		'video/mp4',
		'application/pdf',
		'text/csv',
	);
	const silent = fc.constantFrom(
		'',
		'application/octet-stream',
		'binary/octet-stream',
		'*/*',
		'nonsense',
		undefined,
	);
	const stem = fc.stringMatching(/^[a-z][a-z0-9 _-]{0,18}[a-z0-9]$/);
	const unread = async (): Promise<Uint8Array> => await Promise.reject(new Error('the file was opened'));

	it('say the same, whichever of the two is given', async () => {
		await holds(fc.tuple(stem, type, silent), async ([name, mimeType, nothing]) => {
			const fileName = `${name}.${extensionOfType(mimeType)}`;
			const whole = { fileName, mimeType };
			expect(await settleFile({ fileName: name, mimeType }, {}, unread)).toEqual(whole);
			expect(await settleFile({ fileName, mimeType: nothing }, {}, unread)).toEqual(whole);
			expect(await settleFile({ fileName: ` ${fileName} \r\n`, mimeType }, {}, unread)).toEqual(whole);
			expect(typeOfName(fileName)).toBe(mimeType);
		});
	});

	it('are those that the user gives, whatever the file says', async () => {
		await holds(fc.tuple(stem, type, stem, type), async ([name, mimeType, fileName, own]) => {
			const instead = { fileName: name, mimeType };
			expect(await settleFile({ fileName, mimeType: own }, instead, unread)).toEqual(instead);
		});
	});

	it('are read from the first bytes where both say nothing', async () => {
		const signed = fc.constantFrom(
			['\x89PNG\r\n\x1a\n', 'image/png'],
			['\xff\xd8\xff', 'image/jpeg'],
			['%PDF-1.7', 'application/pdf'],
			['ID3', 'audio/mpeg'],
		);
		await holds(fc.tuple(stem, silent, signed), async ([name, nothing, [mark, mimeType]]) => {
			const bytes = async () => await Promise.resolve(Buffer.from(`${mark}rest`, 'latin1'));
			const settled = await settleFile({ fileName: name, mimeType: nothing }, {}, bytes);
			expect(settled).toEqual({ fileName: `${name}.${extensionOfType(mimeType)}`, mimeType });
		});
	});
});
