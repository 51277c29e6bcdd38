/// The baseline list of the International Child Sexual Exploitation database as CSV.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.icse;
