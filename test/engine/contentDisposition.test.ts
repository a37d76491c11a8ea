import fc from 'fast-check';

import { nameInDisposition } from '../../nodes/engine/contentDisposition';

/** As Node hands a header on: byte by byte. */
const raw = (header: string) => Buffer.from(header).toString('latin1');

const rows: Array<[header: string | undefined, name: string | undefined]> = [
	// None
	[undefined, undefined],
	['', undefined],
	['inline', undefined],
	['attachment; size=7', undefined],
	['attachment; filename=""', undefined],
	['attachment; filename=', undefined],
	['attachment; filename', undefined],
	// RFC 6266 and 9110
	['inline; filename=a.png', 'a.png'],
	['filename=a.png', 'a.png'],
	['attachment;filename=a.png;size=7', 'a.png'],
	['Attachment; FileName = "a.png" ; size=7', 'a.png'],
	['attachment; filename="a \\"b\\".png"', 'a "b".png'],
	['attachment; filename="a;b=c.png"; size=7', 'a;b=c.png'],
	['attachment; filename="it\'s.png"', "it's.png"],
	['attachment; filename=a.png; filename=b.png', 'a.png'],
	// RFC 8187, which RFC 5987 was before
	[`attachment; filename="x.png"; filename*=UTF-8''%E5%86%99.png`, '写.png'],
	[`attachment; filename*=UTF-8''%E5%86%99.png; filename="x.png"`, '写.png'],
	[`attachment; filename*=UTF-8'en'Gr%C3%B6%C3%9Fe.png`, 'Größe.png'],
	[`attachment; filename*=utf8''a%20b.png`, 'a b.png'],
	[`attachment; filename*="UTF-8''a%20b.png"`, 'a b.png'],
	[`attachment; filename*=iso-8859-1'de'Gr%F6%DFe.png`, 'Größe.png'],
	[`attachment; filename*=UTF-8''it's.png`, "it's.png"],
	// What cannot be decoded gives way to what can be read, and else stands as it is
	[`attachment; filename*=UTF-8''%E5%8; filename="x.png"`, 'x.png'],
	[`attachment; filename*=UTF-8''%E5.png; filename="x.png"`, 'x.png'],
	[`attachment; filename*=UTF-8''100%.png`, '100%.png'],
	[`attachment; filename*=UTF-8''%ED%A0%BD.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=koi8-r''%E5.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=iso-8859-15''%A4.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=x-iso-8859-1''%A4.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=x-utf-8''%41.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=utf-8-x''%41.png; filename=x.png`, 'x.png'],
	[`attachment; filename*=a.png`, 'a.png'],
	// As servers really write it
	['attachment; filename=my holiday photo.png', 'my holiday photo.png'],
	['attachment; filename=my holiday photo.png; size=7', 'my holiday photo.png'],
	['attachment; filename="my photo.png', 'my photo.png'],
	['attachment; filename="my photo.png\\', 'my photo.png'],
	['attachment; filename=a\\"b.png\\', undefined],
	['attachment; filename="Größe 写.png"', 'Größe 写.png'],
	['attachment; filename=100% sure.png', '100% sure.png'],
	[raw('attachment; filename="Größe 写.png"'), 'Größe 写.png'],
	['attachment; filename="Gr\xf6\xdfe.png"', 'Größe.png'],
	// Another parameter's, or none
	['attachment filename=bad.png', undefined],
	['attachment; xfilename=bad.png', undefined],
	['attachment; xfilename=bad.png; filename=a.png', 'a.png'],
	['attachment; name="filename=bad.png; filename=bad.png"; filename=a.png', 'a.png'],
	// Paths
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="..\\..\\a.png"', 'a.png'],
	['attachment; filename="C:\\Users\\Ada\\a.png"', 'a.png'],
	[`attachment; filename*=UTF-8''..%2F..%5Ca.png`, 'a.png'],
	['attachment; filename=.', undefined],
	['attachment; filename=".."', undefined],
	['attachment; filename="a/.."', undefined],
	['attachment; filename="a/"', undefined],
	['attachment; filename=\\', undefined],
	['attachment; filename=.profile', '.profile'],
	// What is not seen
	['attachment; filename="a\tb\x00.png"', 'ab.png'],
	[`attachment; filename*=UTF-8''a%0D%0A.png`, 'a.png'],
	[`attachment; filename*=UTF-8''invoice%E2%80%AEgnp.exe`, 'invoicegnp.exe'],
	[`attachment; filename*=UTF-8''%20a.png%20`, 'a.png'],
];

describe('the name in a Content-Disposition header', () => {
	it.each(rows)('%j is %j', (header, name) => expect(nameInDisposition(header)).toBe(name));

	const pieces = fc.constantFrom(
		...[
			'filename',
			'filename*',
			'=',
			';',
			' ',
			'"',
			'\\',
			"'",
			"UTF-8''",
			'%',
			'%E5',
			'%86',
			'/',
			'..',
			'a',
			'\n',
		],
	);
	const header = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(pieces).map((all) => all.join('')),
	);

	it('never fails, and is a name', () => {
		fc.assert(
			fc.property(header, (text) => {
				const name = nameInDisposition(`attachment; ${text}`);
				if (name === undefined) return;
				expect(name).toBe(name.trim());
				expect(name).not.toMatch(/^\.*$|[\\/\p{Cc}\p{Surrogate}]/u);
			}),
			{ numRuns: 3_000, seed: 20_260_203 },
		);
	});

	it.each([
		['of escapes', `attachment; filename="${'\\'.repeat(200_000)}`],
		['of spaces', `attachment; ${' '.repeat(200_000)}x`],
		['of semicolons', `attachment${'; '.repeat(100_000)}`],
		['of quotes', `attachment; filename=${'"'.repeat(200_000)}`],
		['of equals signs', `attachment; ${'a='.repeat(100_000)}`],
		['of bad escapes', `attachment; filename*=UTF-8''${'%'.repeat(200_000)}`],
	])('is read in no time, however many there are %s', (_what, text) => {
		const begun = performance.now();
		nameInDisposition(text);
		expect(performance.now() - begun).toBeLessThan(500);
	});
});
