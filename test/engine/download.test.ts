import { typeOf } from '../../nodes/engine/download';

describe('typeOf', () => {
	it.each([
		['a.pdf', 'application/pdf; charset=binary', 'application/pdf'],
		['a.pdf', 'application/octet-stream', 'application/pdf'],
		['a.pdf', 'binary/octet-stream', 'application/pdf'],
		['a.pdf', undefined, 'application/pdf'],
		['a', '', 'application/octet-stream'],
	])('%s answered as %s is kept as %s', (name, header, type) => expect(typeOf(name, header)).toBe(type));
});
