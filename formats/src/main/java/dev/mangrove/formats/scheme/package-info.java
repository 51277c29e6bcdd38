/// Schemes of categories: what `1` or `A` in a list means to those who made it.
///
/// The same number means child abuse material in one country and a harmless picture in another, so a scheme is
/// chosen by a person and never guessed. Each is a data file; a unit can write its own:
///
/// ```properties
/// id = example
/// title = Example Unit, 2026
/// unlabelled = unreviewed
/// label.1.title = Illegal
/// label.1.role = alert
/// label.5.title = Harmless
/// label.5.role = knownGood
/// ```
///
/// Sources: public documentation and readers of VICS lists, named in each file.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.scheme;
