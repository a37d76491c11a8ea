const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that a few lines make out of every node, which take minutes each; the first of them takes the longest. */
const LONG = /test\/(faults\/superOffice|faults|hostile)\b/;

/** Starts the long files first, so that no worker is left alone with one at the end. Jest itself goes by size where it knows no times. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const [, which] = LONG.exec(path) ?? [];
			return which === undefined ? 2 : which === 'faults/superOffice' ? 0 : 1;
		};
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
};
