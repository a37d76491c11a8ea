import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { unixTime } from '../../../../../nodes/CallGear/UploadChats/exports/unixTime';
import { failureOf } from '../../../../support/failure';

const part = (value: unknown) => new Part(value, 'Export > date');

it.each([946_684_800, '1770098405', 4_102_444_799])('%j is a count of seconds', (value) => {
	const time = part(value);
	expect(unixTime(time)).toBe(time);
});

it.each([
	946_684_799,
	4_102_444_800,
	1_770_098_405_000,
	' 1770098405',
	'1770098405 ',
	'1770098405.5',
	'+1770098405',
	'17700984e2',
	'now',
	'',
	null,
])('%j is none of the years 2000 to 2099', (value) => {
	expect(failureOf(() => unixTime(part(value)))).toMatchObject({
		field: 'Export > date',
		remedy: 'It is the number of seconds since 1970, in the years 2000 to 2099.',
	});
});
