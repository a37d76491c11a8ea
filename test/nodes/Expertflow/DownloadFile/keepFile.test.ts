import { nameInDisposition, typeOf } from '../../../../nodes/Expertflow/DownloadFile/keepFile';

describe('nameInDisposition', () => {
	it.each([
		['inline', undefined],
		['inline; filename=a.png', 'a.png'],
		['attachment; filename="a \\"b\\".png"', 'a "b".png'],
		[`attachment; filename="x.png"; filename*=UTF-8''%E5%86%99.png`, '写.png'],
		[`attachment; filename*=UTF-8''%E5%8; filename="x.png"`, 'x.png'],
		['attachment; filename=""', undefined],
		[undefined, undefined],
	])('%s', (header, name) => expect(nameInDisposition(header)).toBe(name));
});

describe('typeOf', () => {
	it.each([
		['a.pdf', 'application/pdf; charset=binary', 'application/pdf'],
		['a.pdf', 'application/octet-stream', 'application/pdf'],
		['a.pdf', undefined, 'application/pdf'],
		['a', '', 'application/octet-stream'],
	])('%s answered as %s is kept as %s', (name, header, type) => expect(typeOf(name, header)).toBe(type));
});
