import { HEAD_BYTES, headOf, typeOfBytes } from '../../nodes/engine/fileSignature';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const zip = (name: string) =>
	`PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml…PK\x03\x04\x14\x00${name}document.xml`;

it.each([
	['\x89PNG\r\n\x1a\n\x00\x00', 'image/png'],
	['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
	['GIF89a', 'image/gif'],
	['GIF87a', 'image/gif'],
	['RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp'],
	['RIFF\x24\x0a\x0d\x00WAVEfmt ', 'audio/wav'],
	['%PDF-1.7\n', 'application/pdf'],
	[zip('word/'), `${OFFICE}.wordprocessingml.document`],
	[zip('xl/'), `${OFFICE}.spreadsheetml.sheet`],
	[zip('ppt/'), `${OFFICE}.presentationml.presentation`],
	[zip('photos/'), 'application/zip'],
	['\x00\x00\x00\x20ftypisom\x00\x00\x02\x00', 'video/mp4'],
	['\x00\x00\x00\x20ftypmp42', 'video/mp4'],
	['\x00\x00\x00\x20ftypM4A ', 'audio/mp4'],
	['\x00\x00\x00\x20ftypM4B ', 'audio/mp4'],
	['\x00\x00\x00\x20ftypM4V ', 'video/mp4'],
	['\x00\x00\x00\x14ftypqt  ', 'video/quicktime'],
	['\x00\x00\x00\x14ftyp3gp4', 'video/3gpp'],
	['\x00\x00\x00\x14ftyp3g2a', 'video/3gpp'],
	['\x00\x00\x00\x14ftyp3gh9', 'video/mp4'],
	['\x00\x00\x00\x14ftypheic', 'image/heic'],
	['\x00\x00\x00\x14ftyphevc', 'image/heic'],
	['\x00\x00\x00\x14ftypmif1', 'image/heic'],
	['\x00\x00\x00\x14ftypavif', 'image/avif'],
	['\x00\x00\x00\x14ftypavis', 'image/avif'],
	['\x00\x00\x00\x14ftypavc1', 'video/mp4'],
	// Only the first brand counts, and only its beginning
	['\x00\x00\x00\x14ftypmp42\x00\x00\x00\x00M4A qt  ', 'video/mp4'],
	['\x00\x00\x00\x14ftyp M4A', 'video/mp4'],
	['\x00\x00\x00\x14ftyp qt ', 'video/mp4'],
	['\x00\x00\x00\x14ftyp 3gp', 'video/mp4'],
	['\x00\x00\x00\x14ftypxavi', 'video/mp4'],
	['\x00\x00\x00\x14ftypxhei', 'video/mp4'],
	['ftypM4A ', undefined],
	['OggS\x00\x02', 'audio/ogg'],
	['ID3\x04\x00', 'audio/mpeg'],
	['\xff\xfb\x90\x64', 'audio/mpeg'],
	['\xff\xf3\x90\x64', 'audio/mpeg'],
	['\xff\xf2\x90\x64', 'audio/mpeg'],
	['\xff\xf1\x90\x64', undefined],
	['PNG', undefined],
	['a PDF: %PDF-1.7', undefined],
	['RIFF\x24\x00\x00\x00AVI ', undefined],
	['{"a":1}', undefined],
	['', undefined],
])('%j is of type %s', (bytes, type) => expect(typeOfBytes(Buffer.from(bytes, 'latin1'))).toBe(type));

it('looks no further than the head of an archive', () => {
	const at = (place: number) => Buffer.from(`PK\x03\x04${'x'.repeat(place - 4)}word/`, 'latin1');
	expect(typeOfBytes(at(HEAD_BYTES - 5))).toBe(`${OFFICE}.wordprocessingml.document`);
	expect(typeOfBytes(at(HEAD_BYTES - 4))).toBe('application/zip');
});

describe('headOf', () => {
	it('reads no more than it needs, and closes the file', async () => {
		const read: number[] = [];
		let closed = false;
		async function* file() {
			try {
				for (let chunk = 0; chunk < 10; chunk += 1) {
					read.push(chunk);
					yield await Promise.resolve(Buffer.alloc(HEAD_BYTES / 2, chunk));
				}
			} finally {
				closed = true;
			}
		}
		expect(await headOf(file())).toHaveLength(HEAD_BYTES);
		expect(read).toEqual([0, 1]);
		expect(closed).toBe(true);
	});

	it('takes a file that is shorter', async () => {
		async function* file() {
			yield await Promise.resolve(Buffer.from('ab'));
			yield Buffer.from('c');
		}
		expect(Buffer.from(await headOf(file())).toString()).toBe('abc');
	});
});
