const SMALL =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A whole number as prose has it: in words below a hundred, in digits from there on. */
export function inWords(count: number): string {
	if (count < SMALL.length) return SMALL[count];
	if (count >= 100) return count.toLocaleString('en');
	const ones = count % 10;
	return `${TENS[Math.floor(count / 10)]}${ones === 0 ? '' : `-${SMALL[ones]}`}`;
}
