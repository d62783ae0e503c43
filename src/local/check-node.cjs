'use strict';
/* Plain ES5, because it must run on any Node to say that this one is too old. The floor is that of package.json. */
var WANTED = [20, 19];

/**
 * Says in one line what is wrong with a version of Node.
 * @param {string} version as in process.versions.node: "18.20.4"
 * @returns {string} empty when the version is fine
 */
function complaintAbout(version) {
  var parts = version.split('.');
  var major = Number(parts[0]);
  var minor = Number(parts[1]);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) {
    return '';
  }
  return (
    'Quarterdeck needs Node ' +
    WANTED.join('.') +
    ' or newer; this is Node ' +
    version +
    '. Please update Node and try again.'
  );
}

module.exports = { complaintAbout: complaintAbout };

var complaint = require.main === module ? complaintAbout(process.versions.node) : '';
if (complaint !== '') {
  console.error(complaint);
  process.exit(1);
}
