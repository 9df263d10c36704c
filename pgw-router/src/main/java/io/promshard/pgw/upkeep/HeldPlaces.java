package io.promshard.pgw.upkeep;

import io.promshard.pgw.hold.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Places of a hold as a note on the board. */
final class HeldPlaces {

    private HeldPlaces() {}

    static byte[] write(Set<Place> places) {
        List<String> gateways = places.stream().map(Place::gateway).distinct().toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(gateways.size());
            for (String gateway : gateways) {
                out.writeUTF(gateway);
            }
            out.writeInt(places.size());
            for (Place place : places) {
                out.writeLong(place.group());
                out.writeInt(gateways.indexOf(place.gateway()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** None if it is not of this form. */
    static Set<Place> read(byte[] content) {
        Set<Place> places = new HashSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            List<String> gateways = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                gateways.add(in.readUTF());
            }
            for (int left = in.readInt(); left > 0; left--) {
                places.add(new Place(in.readLong(), gateways.get(in.readInt())));
            }
            return places;
        } catch (IOException | IndexOutOfBoundsException e) {
            return Set.of();
        }
    }
}
