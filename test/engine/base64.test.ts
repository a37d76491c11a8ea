import { bytesOfBase64 } from '../../nodes/engine/base64';

const bytes = Buffer.from('>>>???ÿÿ', 'latin1');
const text = bytes.toString('base64');

const read = (given: string) => bytesOfBase64(given)?.bytes.toString('latin1');

it.each([
	['standard', text],
	['URL-safe', bytes.toString('base64url')],
	['without padding', text.replace(/=+$/, '')],
	['in lines', `${text.slice(0, 4)}\r\n${text.slice(4, 8)}\n${text.slice(8)}\r\n`],
	['with spaces around', `  ${text} `],
	['as an address', `data:image/png;base64,${text}`],
	['as an address without a type', `data:;base64,${text}`],
	['as an address in other letters', `DATA:image/png;charset=x;BASE64,\r\n${text}`],
])('takes the bytes of base64 %s', (_, given) => {
	expect(text).toMatch(/[+/].*=$/);
	expect(read(given)).toBe('>>>???ÿÿ');
});

it('takes the type that an address gives', () => {
	expect(bytesOfBase64(`data:image/png;base64,${text}`)?.mimeType).toBe('image/png');
	expect(bytesOfBase64(`data: image/png ; base64 ,${text}`)?.mimeType).toBe('image/png');
	expect(bytesOfBase64(`data:;base64,${text}`)).toEqual({ bytes });
	expect(bytesOfBase64(text)).toEqual({ bytes });
});

it.each([
	['', ''],
	['data:text/plain;base64,', ''],
	['YQ==', 'a'],
	['YQ', 'a'],
	['aGk=', 'hi'],
	['aGk', 'hi'],
])('takes %j for %j', (given, content) => expect(read(given)).toBe(content));

it.each([
	['hello world'],
	['hello'],
	['Grüße'],
	['https://files.example.com/a.png'],
	['/tmp/photo.png'],
	['{"a":1}'],
	['<html>'],
	['data:text/plain,hello'],
	['data:text/plain;charset=utf-8,hello'],
	['data:base64,aGk=x'],
	['data:image/png;base64,aGk=,aGk='],
	['data:image/png;base64'],
	['aGk=='],
	['aG=k'],
	['=aGk'],
	['aGkaa'],
	['aGk==='],
	['===='],
	['aGk\u200b'],
	['aGk \taGk'],
])('refuses %j', (given) => expect(bytesOfBase64(given)).toBeUndefined());

it('reads a large text in a moment, good or not', () => {
	const large = Buffer.alloc(6_000_000, 'six').toString('base64');
	const started = performance.now();
	expect(bytesOfBase64(large)?.bytes).toHaveLength(6_000_000);
	expect(bytesOfBase64(`${'='.repeat(6_000_000)}x`)).toBeUndefined();
	expect(bytesOfBase64(`${'\n'.repeat(6_000_000)}!`)).toBeUndefined();
	expect(bytesOfBase64(`data:${';'.repeat(6_000_000)}`)).toBeUndefined();
	expect(performance.now() - started).toBeLessThan(2_000);
});

it.each([
	['data:,hello', 'plain text of four letters'],
	['data:base64,', 'an address without a semicolon'],
	['data:text/plain,aGk=', 'an address that says nothing of base64'],
	['data:text/plain;base64;charset=x,aGk=', 'one that says it elsewhere'],
	['xdata:text/plain;base64,aGk=', 'one that begins otherwise'],
	['a===', 'too much padding'],
])('takes no bytes of %j: %s', (given) => expect(bytesOfBase64(given)).toBeUndefined());
